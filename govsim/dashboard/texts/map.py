"""Texts of the map."""

TEXTS = {
    "map_intro": (
        "Each area is as large as its number of residents. Streets hold their communities, communities their "
        "courtyards; where they lie on the ground is not known to the model, and neighbours here need not be "
        "neighbours there.",
        "面积与居民人数成比例。街道内为其社区，社区内为其院落；模型不含真实的地理位置，图上相邻不代表实际相邻。",
    ),
    "map_measure": ("Measure", "指标"),
    "map_level": ("Level", "层级"),
    "map_level_street": ("Streets", "街道"),
    "map_level_community": ("Communities", "社区"),
    "map_level_courtyard": ("Courtyards", "院落"),
    "map_shown": ("Shown", "显示"),
    "map_difference": ("B less A", "B减A"),
    "map_a": ("A", "A"),
    "map_b": ("B", "B"),
    "map_worse": ("worse", "变差"),
    "map_better": ("better", "变好"),
    "map_less": ("less", "减少"),
    "map_more": ("more", "增加"),
    "map_courtyard": ("{community} · courtyard {number}, {kind}", "{community} · {number}号院（{kind}）"),
    "map_play": ("Play", "播放"),
    "map_pause": ("Pause", "暂停"),
    "map_month": ("Month", "月份"),
    "map_undefined": ("not defined", "无数值"),
    "map_help": (
        "Choose a place with a click or with the arrow keys; Page Up and Page Down change the month, Enter shows the "
        "place's course.",
        "点击或用方向键选择地点；Page Up与Page Down切换月份，回车显示该地点的变化过程。",
    ),
    "map_reforms": ("Reforms of B start at the marks.", "刻度处为B中改革的起始月。"),
    "map_one": ("one pair of runs (seed {seed})", "一对模拟（种子{seed}）"),
    "map_mean": ("mean of {pairs} pairs of runs", "{pairs}对模拟的均值"),
    "map_nothing": (
        "Nothing has been run yet for these scenarios; start a run and the map appears.",
        "这两个情景尚无模拟结果；运行之后地图即会显示。",
    ),
    "map_course": ("{place}: {measure}", "{place}：{measure}"),
    "map_pick": ("Choose a place on the map to see its course.", "在地图上选择一个地点，查看其变化过程。"),
    "map_table": ("Table of all places, {month}", "各地点数据表（{month}）"),
    "map_place": ("Place", "地点"),
}
