"""Texts of the page of stored studies."""

TEXTS = {
    "sweep_intro": (
        "Studies vary levers and uncertainties of many scenarios at once. Those in the folder of results are shown "
        "here; the command line makes them.",
        "研究同时改变多个情景的政策杠杆与不确定性。这里显示结果文件夹中已完成的研究，研究由命令行运行。",
    ),
    "sweep_none": (
        "There is no finished study in the folder of results yet. This command makes one, and it appears here:",
        "结果文件夹中尚无已完成的研究。运行以下命令即可生成并在此显示：",
    ),
    "sweep_study": ("Study", "研究"),
    "sweep_choose": ("choose a study", "请选择研究"),
    "sweep_measure": ("Measure", "指标"),
    "sweep_scenario": ("Scenario", "情景"),
    "sweep_rows": ("Rows", "行"),
    "sweep_columns": ("Columns", "列"),
    "sweep_span": (
        "{points} points, {scenarios}; seeds {first} to {last}; {quantity} at {horizon}.",
        "{points}个设计点，{scenarios}；种子{first}至{last}；{horizon}的{quantity}。",
    ),
    "sweep_worlds": (
        "Every seed runs in one of {count} plausible worlds: the intervals show chance and what calibration left open.",
        "每个种子在{count}个合理世界之一中运行：区间反映随机性与校准后仍存的不确定。",
    ),
    "sweep_quantity_effect": ("paired effect", "配对效应"),
    "sweep_quantity_level": ("mean level", "平均水平"),
    "sweep_against": ("{scenarios} against {baseline}", "{scenarios}对比{baseline}"),
    "sweep_two": ("Two factors together: {measure}", "两个因素的组合：{measure}"),
    "sweep_two_note": (
        "Mean over the points with these values. Choose a cell to see its runs.",
        "取值相同的各设计点的均值。点击单元格查看其模拟。",
    ),
    "sweep_tornado": ("How far each factor moves the mean: {measure}", "各因素使均值变动的幅度：{measure}"),
    "sweep_tornado_note": (
        "Dots: mean over all points with a value; the bar spans its values, whose ends are named.",
        "圆点为取该值的所有设计点的均值；横条跨越各取值，两端标明取值。",
    ),
    "sweep_cell": (
        "{down}: {row}\n{across}: {column}\n{value}, {points} points",
        "{down}：{row}\n{across}：{column}\n{value}，{points}个设计点",
    ),
    "sweep_points": ("points", "设计点数"),
    "sweep_factor": ("Factor", "因素"),
    "sweep_value": ("Value", "取值"),
    "sweep_seed": ("seed", "种子"),
    "sweep_without": ("without", "基准"),
    "sweep_with": ("with", "情景"),
    "sweep_effect": ("effect", "效应"),
    "sweep_runs": (
        "Runs of the cell: {down} {row}, {across} {column}", "该单元格的模拟：{down} {row}，{across} {column}",
    ),
    "sweep_open": ("Compare the first of these points as B", "以其中第一个设计点作为B进行比较"),
    "sweep_cells": ("Cells", "单元格"),
}
