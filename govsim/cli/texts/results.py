"""Results of runs and comparisons."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "span": ("{place}, {first} to {last}", "{place}，{first}至{last}"),
    "sample_note": ("{sample}% of households", "抽取{sample}%的家庭"),
    "seeds": ("{count} paired runs (seeds {first} to {last})", "{count}对配对模拟（种子{first}至{last}）"),
    "seeds_one": (
        "one pair of runs (seed {first}), which says nothing about chance",
        "一对模拟（种子{first}），无法排除偶然",
    ),
    "runs_of": ("{count} runs (seeds {first} to {last}): medians", "{count}次模拟（种子{first}至{last}）的中位数"),
    "runs_one": ("one run (seed {first})", "单次模拟（种子{first}）"),
    "effects_title": ('"{scenario}" compared with "{baseline}"', "“{scenario}”与“{baseline}”相比"),
    "measure": ("Measure", "指标"),
    "unit": ("Unit", "单位"),
    "level": ("Baseline {horizon}", "基准 {horizon}"),
    "effect": ("Effect {horizon}\n[95% interval]", "效应 {horizon}\n[95%区间]"),
    "run_effect": ("Mean effect since {since}\n[95% interval]", "首次出现差异（{since}）\n以来的平均效应\n[95%区间]"),
    "since_start": ("the start", "开始"),
    "positive": ("P(>0)", "P(>0)"),
    "reduction": ("Variance\n÷ by pairing", "配对使\n方差÷"),
    "still_needed": ("Pairs\nstill needed", "尚需\n配对数"),
    "table_note": (
        "Shares in per cent (effects in percentage points), indices from 0 to 100. P(>0): probability that the effect "
        "is positive. Still needed: pairs until the interval is a tenth of the effect to each side.",
        "份额以百分比计（效应为百分点），指数为0至100。P(>0)：效应为正的概率。"
        "尚需配对数：使区间半宽为效应十分之一所需再增加的配对数。",
    ),
    "more_measures": ("--all shows all {count} measures.", "用 --all 显示全部{count}项指标。"),
    "no_difference_at_all": (
        "No measure differs in any month: these scenarios are the same to the model.",
        "任何月份、任何指标均无差异：对模型而言两者相同。",
    ),
    "winners_title": ("Who gains and who loses, {horizon}", "谁受益，谁受损（{horizon}）"),
    "gain": ("gain", "受益"),
    "lose": ("lose", "受损"),
    "not_clear": ("not clear", "不明确"),
    "most": ("best off", "得益最多"),
    "least": ("worst off", "得益最少"),
    "among_streets": ("streets", "街道"),
    "among_groups": ("residents", "居民群体"),
    "findings": ("What the runs say", "结果摘要"),
    "caveat": (
        "These are projections under the model's assumptions, not observations: the main source, a newspaper article, "
        "shows that rules changed, not what came of it.",
        "以上为模型假定下的推演，而非观测结果：主要来源为一篇新闻报道，只能说明规则改变，不能说明成效。",
    ),
    "caveat_chance": (
        "{caveat} Intervals show chance alone, not what is unknown about the assumptions.",
        "{caveat}区间只反映随机性，不反映假定本身的不确定。",
    ),
    "caveat_worlds": (
        "{caveat} Intervals show chance and {worlds:plausible world|plausible worlds}, of those that the calibration "
        "targets do not rule out (--worlds 0: chance alone); not whether the model is right.",
        "{caveat}区间反映随机性与{worlds}个合理世界，均属校准目标不能排除的世界（--worlds 0 只含随机性）；"
        "不反映模型本身是否正确。",
    ),
    "worlds_range": ("Over plausible\nworlds [90%]", "合理世界\n范围 [90%]"),
    "worlds_part": (
        "Of the variance of single effects on {measure}, {share} comes from the worlds, the rest from chance.",
        "对{measure}的单次效应方差中，{share}来自世界之间的差别，其余来自随机性。",
    ),
    "in_worlds_note": ("in {worlds} plausible worlds", "在{worlds}个合理世界中"),
    "note": ("Note (runs concerned: {runs}): {note}.", "注意（涉及{runs}次模拟）：{note}。"),
    "written": ("Written to {folder}: {files}", "已写入 {folder}：{files}"),
    "files_run": ("tables (.parquet), manifest.json", "数据表（.parquet）、manifest.json"),
    "files_compare": ("tables/, manifest.json, runs/", "tables/、manifest.json、runs/"),
    "files_study": ("tables/, manifest.json", "tables/、manifest.json"),
    "files_sensitivity": ("indices.csv, variance.csv", "indices.csv、variance.csv"),
    "files_figures": ("figures/ ({count})", "figures/（{count}幅）"),
}
