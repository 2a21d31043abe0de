"""One agent in two worlds."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "twins_worlds": (
        'in "{scenario}" and in "{baseline}", seed {seed}: the same person, place and luck in both worlds',
        "在“{scenario}”与“{baseline}”中，种子{seed}：两个世界中的人、地点与运气都相同",
    ),
    "twins_same": ("Nothing about this agent differs between the two worlds.", "该主体在两个世界中没有任何不同。"),
    "twins_chain": ("How the difference got there", "差异如何到达"),
    "twins_month": ("Month", "月份"),
    "twins_where": ("Where", "何处"),
    "twins_what": ("What differs first", "首先不同的是"),
    "twins_number": ("Number", "项目"),
    "twins_baseline": ("Baseline", "基准"),
    "twins_scenario": ("Scenario", "情景"),
    "twins_because": ("Because of", "由于"),
    "twins_more": (" and {count} more", "等{count}项"),
    "twins_ends": ("What came of it by {month}, and what feeds it", "至{month}的结果及其直接来源"),
    "twins_limits": (
        "One seed. The chain tells how a difference first arose, each number put down to those it follows from that "
        "came to differ last; later and larger influences are in the second table.",
        "单个种子。因果链说明差异最初如何产生，每个数归因于其直接来源中最后出现差异者；后来更大的影响见第二张表。",
    ),
}
