"""Figures and parts of attributions."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "waterfall_title": ("{measure}: what brings the effect about", "{measure}：效应来自何处"),
    "waterfall_note": (
        '"{scenario}" against {baseline}, {horizon}; 95% intervals, {runs} pairs',
        "“{scenario}”相对{baseline}，{horizon}；95%区间，{runs}对",
    ),
    "waterfall_note_one": (
        '"{scenario}" against {baseline}, {horizon}; one pair of runs',
        "“{scenario}”相对{baseline}，{horizon}；单对模拟",
    ),
    "waterfall_given": ('"{baseline}"', "“{baseline}”"),
    "waterfall_own": ("the same without these parts", "去掉这些部分的同一情景"),
    "waterfall_shares": ("Shares of the effect; ticks: in each order of adding", "效应的份额；竖线：各种加入顺序"),
    "waterfall_together": ("Only together", "仅共同产生"),
    "waterfall_better": ("better", "改善"),
    "waterfall_worse": ("worse", "恶化"),
    "waterfall_up": ("more", "增加"),
    "waterfall_down": ("less", "减少"),
    "waterfall_total": ("total", "合计"),
    "attribution_rest": ("everything else", "其余差别"),
    "attribution_total": ("total effect", "总效应"),
}
