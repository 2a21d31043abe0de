"""Calibration."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "check_title": ("{sets} made-up sets of targets from known worlds", "由已知世界生成的{sets}组目标"),
    "check_50": ("50% interval\nholds the truth", "50%区间\n含真值"),
    "check_90": ("90% interval\nholds the truth", "90%区间\n含真值"),
    "check_90_before": ("90% interval of all\ndraws holds it", "全部抽样的90%\n区间含真值"),
    "check_rank": ("Mean rank\n(0.5 if right)", "平均秩\n（正确时0.5）"),
    "all_together": ("all together", "合计"),
    "calibration_title": ("Worlds that the targets of {place} do not rule out", "{place}的校准目标不能排除的世界"),
    "calibration_found": (
        "{vectors:plausible world|plausible worlds} of {runs:run} in {waves:wave}; {left} of all combinations are "
        "not ruled out; {refuted} worlds drawn were ruled out by their own run.",
        "{waves}轮{runs}次模拟得到{vectors}个合理世界；全部组合中有{left}未被排除；另有{refuted}个抽出的世界被其自身的模拟排除。",
    ),
    "calibration_fewer": (
        "Fewer than the {wanted} worlds asked for: the own runs of the others were ruled out. More --runs or --waves "
        "find more.",
        "少于所要求的{wanted}个世界：其余均被其自身的模拟排除。增加 --runs 或 --waves 可找到更多。",
    ),
    "target": ("Target", "目标"),
    "known": ("Known\n[tolerance]", "已知值\n[容差]"),
    "in_worlds": ("Plausible worlds:\nmedian [90%]", "合理世界：\n中位数 [90%]"),
    "met_in": ("Within\ntolerance", "在容差\n之内"),
    "number_range": ("Range", "范围"),
    "number_left": ("Plausible\n[90%]", "合理范围\n[90%]"),
    "number_central": ("Central", "中心值"),
    "calibration_ridge_title": ("What the targets tie together (rank correlation)", "校准目标使之关联的参数（秩相关）"),
    "calibration_next": (
        "Copy plausible.csv and plausible.toml beside the place's tables, and comparisons draw their worlds from them.",
        "将 plausible.csv 与 plausible.toml 复制到地点数据表旁，比较时即从中抽取世界。",
    ),
    "files_calibrate": ("plausible.csv, plausible.toml, tables/, manifest.json, runs/",
                        "plausible.csv、plausible.toml、tables/、manifest.json、runs/"),
}
