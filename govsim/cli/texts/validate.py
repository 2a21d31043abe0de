"""The report card of the model."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "validation_title": ("Report card of the model", "模型成绩单"),
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
}
