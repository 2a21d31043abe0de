"""Figures of calibrations."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "calibration_marginals": ("What the targets say of each number", "各参数在校准后还剩多大范围"),
    "calibration_marginals_note": (
        "{vectors} plausible worlds; numbers that move a target, the best known first",
        "{vectors}个合理世界；影响校准目标的参数，约束最强的在前",
    ),
    "calibration_interval": ("middle 90% of the worlds, bar: median", "中间90%，竖线为中位数"),
    "calibration_central": ("central world: the default", "中心世界，即默认值"),
    "calibration_range": ("range before", "原范围"),
    "calibration_pairs": ("Which numbers the targets tie together", "校准目标使哪些参数彼此关联"),
    "calibration_pairs_note": (
        "{vectors} plausible worlds; above: rank correlation; red dot: central world",
        "{vectors}个合理世界；上方为秩相关系数；红点为中心世界",
    ),
    "calibration_ridges": ("What the targets cannot tell apart", "校准目标无法区分的参数"),
    "calibration_ridges_note": (
        "middle 90% over the median, of each part and of their product; number: ratio of the ends",
        "各因子及其乘积的中间90%与中位数之比；数字为两端之比",
    ),
    "calibration_product": ("their product", "乘积"),
    "calibration_before": ("before", "校准前"),
    "calibration_after": ("plausible worlds", "合理世界"),
    "calibration_targets": ("What the plausible worlds show of the targets", "合理世界中的校准目标"),
    "calibration_targets_note": (
        "one run of each of {vectors} worlds; red: the target and its tolerance",
        "{vectors}个世界各一次模拟；红色为目标值及容差",
    ),
    "calibration_emulator": ("The emulator against fresh runs", "仿真器与新的模拟"),
    "calibration_emulator_note": (
        "expected (across) and run (upward) in {vectors} worlds; red: ruled out by this run; grey: two standard "
        "deviations",
        "{vectors}个世界中的预期值（横轴）与模拟值（纵轴）；红点被该次模拟排除；灰线为两个标准差",
    ),
    "check_title": ("The calibration calibrated", "对校准的检验"),
    "check_note": (
        "{sets} made-up sets of targets from known worlds; {draws} draws each; bands and lines: 95% by luck",
        "由已知世界生成的{sets}组目标，各{draws}次抽样；色带与线段为95%的偶然范围",
    ),
    "check_note_runs": (
        "{sets} made-up sets of targets from known worlds; {drawn} draws each, {draws} kept by their own runs; bands "
        "and lines: 95% by luck",
        "由已知世界生成的{sets}组目标；各{drawn}次抽样，经各自模拟后平均留下{draws}次；色带与线段为95%的偶然范围",
    ),
    "check_after": ("draws that their own run keeps", "经自身模拟留下的抽样"),
    "check_before": ("all draws", "全部抽样"),
    "check_ranks": ("Ranks of the true values (flat if right)", "真值的秩（正确时均匀）"),
    "check_rank": ("share of draws below the truth", "低于真值的抽样份额"),
    "check_coverage": ("Middle 90% of the draws holds the truth: {share} in all", "中间90%含真值：总计{share}"),
    "calibration_within": ("within two deviations", "在两个标准差内"),
}
