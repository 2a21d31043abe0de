"""Texts of the network."""

TEXTS = {
    "network_intro": (
        "Who is under whom, who serves whom and who works for whom, in one run of A and of B with the same chance "
        "(seed {seed}). Everything stands where the map has it; organizations stand around their home community. "
        "Point at a node to see its ties.",
        "同一随机种子（{seed}）下A与B各一次模拟中的隶属、服务与合同关系。位置与地图一致，社会组织围绕其所在社区。"
        "指向节点可见其关系。",
    ),
    "network_nothing": (
        "The network is kept with the first pair of runs; for these scenarios there is none yet.",
        "网络随第一对模拟保存；这两个情景尚无网络。",
    ),
    "network_month": ("Month", "月份"),
    "network_street": ("Street offices", "街道办事处"),
    "network_community": ("Communities", "社区"),
    "network_station": ("Service stations", "服务站"),
    "network_active": ("Organizations at work", "活跃的社会组织"),
    "network_dormant": ("Organizations on paper", "仅在册的社会组织"),
    "network_one_street": ("Street office {name}", "{name}办事处"),
    "network_one_community": ("Community {name}", "{name}社区"),
    "network_one_station": ("Service station {number} of {street}", "{street}服务站{number}"),
    "network_one_organization": ("Organization {number} of {community}", "{community}社会组织{number}号"),
    "network_activity": ("activity {activity}", "活动水平{activity}"),
    "network_contract": ("contract of {value} {unit}", "合同额{value}{unit}"),
    "network_title": ("{world}: “{scenario}”", "{world}：“{scenario}”"),
    "network_counts": (
        "{stations} stations, {organizations} organizations, {active} of them at work, {contracts} contracts of "
        "{yuan} {unit}.",
        "{stations}个服务站，{organizations}个社会组织（活跃{active}个），{contracts}份合同，合计{yuan}{unit}。",
    ),
    "network_drawn": ("Ties", "关系"),
    "network_drawn_contract": ("Contracts", "合同"),
    "network_drawn_serves": ("Services", "服务"),
    "network_drawn_all": ("All", "全部"),
    "network_line_governs": ("is under", "隶属"),
    "network_line_serves": ("serves", "服务"),
    "network_line_contract": ("contract, as thick as its value", "合同（粗细表示金额）"),
    "network_key": ("Key", "图例"),
    "network_table": ("Table by street", "各街道数据表"),
    "network_count_stations": ("stations", "服务站"),
    "network_count_organizations": ("organizations", "组织"),
    "network_count_active": ("at work", "活跃"),
    "network_count_contracts": ("contracts", "合同"),
    "network_count_yuan": ("value", "金额"),
}
