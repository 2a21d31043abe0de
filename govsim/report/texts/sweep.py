"""Figures of studies."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "sweep_title": ("{measure}: {study}", "{measure}：{study}"),
    "sweep_effect": ("paired effect, {horizon}; ", "{horizon}的配对效应；"),
    "sweep_effect_of": ('paired effect of "{scenario}", {horizon}; ', "“{scenario}”在{horizon}的配对效应；"),
    "sweep_level": ("{horizon}; ", "{horizon}；"),
    "sweep_level_of": ('"{scenario}", {horizon}; ', "“{scenario}”，{horizon}；"),
    "sweep_by_factor": (
        "mean over points, 95% interval over {runs:seed}",
        "各取值下设计点的均值及{runs}个种子的95%区间",
    ),
    "sweep_by_factor_one": ("mean over points, one seed", "各取值下设计点的均值，单个种子"),
    "sweep_dots": ("; small dots: points", "；小点为各设计点"),
    "sweep_two": ("mean over the other factors and {runs:seed}", "对其余因素和{runs}个种子取均值"),
    "sweep_seeds": ("mean over {runs:seed}", "对{runs}个种子取均值"),
    "with": ("with", "有"),
    "without": ("without", "无"),
}
