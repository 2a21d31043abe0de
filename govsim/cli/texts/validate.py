"""The report card of the model."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "validation_title": ("Report card of the model", "模型成绩单"),
    "validation_targets": ("What is known", "已知证据"),
    "validation_pattern": ("Patterns that must emerge", "应当出现的模式"),
    "validation_stress": ("Settings in which reforms should fail", "改革应当失败的情形"),
    "validation_name": ("Name", "名称"),
    "validation_target": ("Target", "目标"),
    "validation_use": ("Used to", "用途"),
    "use_calibrate": ("calibrate", "校准"),
    "use_input": ("check input", "核对输入"),
    "use_hold-out": ("test", "检验"),
    "validation_known": ("Known (tolerance)", "已知（容差）"),
    "validation_median": ("Median", "中位数"),
    "validation_interval": ("90% of runs", "90%的模拟"),
    "validation_met": ("Within", "在容差内"),
    "validation_verdict": ("", ""),
    "validation_passed": ("pass", "通过"),
    "validation_failed": ("FAIL", "未通过"),
    "validation_signature": ("Signature and its conditions", "特征及其条件"),
    "validation_share": ("Share\nof runs", "模拟\n比例"),
    "validation_aside": ("(told, not counted) {words}", "（仅列出，不计入）{words}"),
    "validation_overshoot": (
        "QP8: satisfaction leads no reform by at most {peak} points of 100 (median, reached {month}) and by {end} in "
        "the last year.",
        "QP8：满意度领先不改革最多{peak}分（满分100，中位数，{month}达到），最后一年为{end}分。",
    ),
    "validation_best_size": (
        "QP10: {measure} is best in units of {size} households in {share} of runs, {lead} points of 100 above the "
        "better end.",
        "QP10：{share}的模拟中{measure}在{size}户的单元最好，比较好的一端高{lead}分（满分100）。",
    ),
    "validation_limits": (
        "A target passes if the median of runs is within its tolerance (input: 90% of runs); a signature if all its "
        "counted conditions hold in 90% of runs. QP8 and QP10 follow partly from chosen forms: only their size and "
        "place are told.",
        "目标通过指模拟中位数在容差内（输入：90%的模拟）；特征通过指90%的模拟满足全部计入条件。QP8与QP10部分来自所选函数形式，仅报告大小与位置。",
    ),
}
