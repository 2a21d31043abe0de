"""Texts of the page of exports."""

TEXTS = {
    "export_intro": (
        "Everything on the screen to take away: {measure}, A against B, {pairs} pairs of runs, {sample} of households.",
        "导出当前显示的内容：{measure}，A与B对比，{pairs}对模拟，{sample}的家庭。",
    ),
    "export_measure": ("Measure", "指标"),
    "export_waiting": (
        "There are no numbers yet; scenarios and link can be had already.",
        "尚无结果数值；情景文件与链接已可导出。",
    ),
    "export_scenarios": ("Scenarios", "情景"),
    "export_scenarios_note": (
        "Files that the command line and this page open.",
        "命令行与本页均可打开的文件。",
    ),
    "export_scenario": ("{world}: {title} (TOML)", "{world}：{title}（TOML文件）"),
    "export_tables": ("Tables (CSV, opens in spreadsheet programs)", "数据表（CSV，可用电子表格打开）"),
    "export_table_effects": ("Effects on all measures", "所有指标的效应"),
    "export_table_units": ("By street and group of residents", "按街道与居民群体"),
    "export_table_months": ("By month", "按月份"),
    "export_table_map": ("The map: all places and months ({level})", "地图：所有地点与月份（{level}）"),
    "export_figures": ("Figures", "图表"),
    "export_figure_levels": ("Levels", "水平"),
    "export_figure_difference": ("Difference", "差值"),
    "export_figure_winners": ("Who gains and who loses", "谁受益，谁受损"),
    "export_figure_overview": ("Main measures", "主要指标"),
    "export_link": ("Link to this view", "本视图的链接"),
    "export_link_note": (
        "It holds the scenarios; whoever opens it on a govsim dashboard sees the same.",
        "链接包含情景，在任一govsim界面打开均显示相同内容。",
    ),
    "export_command": ("Command that finds the same numbers", "得到相同数值的命令"),
    "export_command_note": (
        "Where it names A.toml and B.toml, put the two scenario files above beside it.",
        "若命令中出现A.toml与B.toml，请先将上述两个情景文件放在同一文件夹。",
    ),
    "export_program": ("The same in Python", "对应的Python程序"),
    "export_copy": ("Copy", "复制"),
    "export_copied": ("Copied", "已复制"),
}
