"""Attribution."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "attribution_title": ('What the parts of "{scenario}" bring about', "“{scenario}”各部分的贡献"),
    "attribution_worlds": ("{count} sets of parts a seed", "每个种子{count}种部分组合"),
    "attribution_always": ("In every set: {names}.", "所有组合都有：{names}。"),
    "attribution_part": ("Part", "部分"),
    "attribution_share": ("Share of the effect\n[95% interval]", "在效应中的份额\n[95%区间]"),
    "attribution_of_total": ("of the\ntotal", "占总\n效应"),
    "attribution_first": ("Added first, alone\n[95% interval]", "最先加入（单独）\n[95%区间]"),
    "attribution_last": ("Added last, to all others\n[95% interval]", "最后加入\n[95%区间]"),
    "attribution_orders": ("Over all orders\n(means)", "所有顺序中\n（均值）"),
    "attribution_together": ("Only together", "仅共同产生"),
    "attribution_interval": ("[95% interval]", "[95%区间]"),
    "attribution_note": (
        "Share: what a part adds, averaged over all orders of adding the parts (Shapley); shares add up to the total "
        "effect. Only together: what parts do beyond all that fewer of them do; below 0 they do the same work twice "
        "or stand in each other's way. Of the total: where the interval of the total leaves 0 out.",
        "份额：按所有加入顺序平均的增量（Shapley），各份额之和等于总效应。仅共同产生：超出其中较少部分所产生效应的部分；"
        "小于0表示作用重复或相互妨碍。占总效应：仅在总效应区间不含0时给出。",
    ),
}
