"""Groups of residents; kinds of courtyard are named by the place."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "tenure:owner": ("owners", "业主"),
    "tenure:renter": ("renters", "租户"),
    "age:0-17": ("younger than 18", "18岁以下"),
    "age:18-39": ("18 to 39", "18至39岁"),
    "age:40-59": ("40 to 59", "40至59岁"),
    "age:60+": ("60 and older", "60岁及以上"),
    "income:low": ("low income", "低收入"),
    "income:other": ("other incomes", "其他收入"),
    "hukou:local": ("registered here", "本地户籍"),
    "hukou:other": ("registered elsewhere", "外地户籍"),
}
