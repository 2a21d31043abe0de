"""Evaluations."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "evaluation_title": ('Evaluation of "{scenario}"', "对“{scenario}”的评估"),
    "estimator": ("Estimator", "估计方法"),
    "evaluation_found": ("Found, seed {seed}\n[95% interval]", "估计值，种子{seed}\n[95%区间]"),
    "evaluation_truth": ("Truth\nthere", "同一世界\n真实效应"),
    "evaluation_bias": ("Mean bias\n[95% interval]", "平均偏差\n[95%区间]"),
    "evaluation_selection": ("of it: places\ndiffer anyway", "其中：地点\n本身不同"),
    "evaluation_spillover": ("effects on\nother places", "对未实施\n地点的影响"),
    "evaluation_anticipation": ("effects before\nthe start", "实施前\n的影响"),
    "evaluation_weighting": ("uneven\nweights", "权重\n不均"),
    "evaluation_coverage": ("Interval holds\nthe truth", "区间包含\n真实效应"),
    "evaluation_power": ("Finds\nan effect", "发现\n有效应"),
    "evaluation_false_alarms": ("Finds one\nwithout reform", "无改革时\n也发现"),
    "evaluation_note": (
        "Bias is estimate less truth, and its parts add up to it. Before and after, cross section: naive. Difference "
        "in differences: unit and month effects. Group by group: each group against places not reformed yet (Callaway "
        "and Sant'Anna). Months before: should be 0 if places ran alike. The last three columns: shares of {runs} "
        "replications [95% interval].",
        "偏差为估计值减真实效应，各部分相加即为偏差。前后比较、横向比较：简单做法。双重差分：含地点与月份效应。"
        "分组比较：各批与尚未实施的地点比较（Callaway 与 Sant'Anna）。实施前各月：若各地原本平行，应为0。"
        "后三列为{runs}次重复中的比例 [95%区间]。",
    ),
    "evaluation_note_one": (
        "Bias is estimate less truth, and its parts add up to it. A single replication says nothing about chance.",
        "偏差为估计值减真实效应，各部分相加即为偏差。单次重复无法排除偶然。",
    ),
    "evaluation_nothing": (
        "{measure}: not defined in enough places in all months; nothing is estimated.",
        "{measure}：没有足够多的地点在所有月份都有定义，未作估计。",
    ),
    "showcase_title": ('Demonstration courtyards in "{scenario}"', "“{scenario}”中的示范院落"),
    "showcase_month": ("Month", "月份"),
    "showcase_lead": ("Lead over the others\n[95% interval]", "领先其他院落\n[95%区间]"),
    "showcase_selection": ("of it: they\ndiffer anyway", "其中：\n本身不同"),
    "showcase_effect": ("owed to\nbeing shown", "来自\n示范"),
    "showcase_district": ("Effect on the district's\nmean condition", "对全区平均\n状况的影响"),
    "showcase_note": (
        "Courtyard condition, points of 100. Lead: what a visitor sees. The twin chooses the same courtyards and gives "
        "them nothing. What others lose by it is part of \"owed to being shown\", and counted in the last column.",
        "院落状况（0–100分）。领先幅度是参观者所见。对照世界选出同样的院落但不给予任何投入。其他院落因此的损失计入“来自示范”，"
        "并反映在末列。",
    ),
}
