"""Every text of the command line, in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

Lang = Literal["en", "zh"]

TEXTS: dict[str, tuple[str, str]] = {
    # Help
    "govsim": (
        "Simulate a district and the reforms of its grassroots governance. "
        "What comes out holds under the model's assumptions.",
        "模拟一个城区及其基层治理改革。结果只在模型假设之下成立。",
    ),
    "run": ("Run one scenario.", "运行一个情景。"),
    "compare": (
        "Compare scenarios with a baseline, in runs paired by seed.",
        "将各情景与基准情景比较，按随机种子配对模拟。",
    ),
    "check": ("Check scenarios and studies; every fault is named.", "检查情景和研究文件，列出全部错误。"),
    "list": (
        "List reforms, scenarios, studies, measures, parameters or places.",
        "列出 reforms（改革）、scenarios（情景）、studies（研究）、"
        "measures（指标）、parameters（参数）或 places（地点）。",
    ),
    "explain": (
        "Explain a name: meaning, unit, bounds, source, what reads it.",
        "说明一个名称：含义、单位、范围、来源、由何处读取。",
    ),
    "validate": (
        "Report card of the model: what is known, what must emerge, how reforms should fail.",
        "模型成绩单：已知证据、应当出现的模式、改革应当失败的情形。",
    ),
    "validate_worlds": (
        "Plausible worlds to run in, one a seed; 0 for the scenarios' own. By default 20, or as many as there are.",
        "使用的合理世界数，每个种子一个；0为情景自身的世界。默认20个，或现有的全部。",
    ),
    "ledger": (
        "Evidence ledger: what the effects of the reforms rest on, and what evidence would narrow them most.",
        "证据台账：改革效应依据什么，何种证据最能缩小其不确定性。",
    ),
    "ledger_measure": ("Measure whose numbers are listed.", "列出该指标背后的数。"),
    "ledger_make": ("Make the ledger anew from runs, in a folder.", "由模拟重新生成台账，写入文件夹。"),
    "ledger_points": ("Worlds to run in.", "模拟的世界数。"),
    "explain-agent": (
        "Follow one agent in two worlds: the first decision that differs, and the chain of causes behind it.",
        "在两个世界中追踪同一主体：首个不同的决定及其因果链。",
    ),
    "agent_street": ("Street office to follow.", "要追踪的街道办事处。"),
    "agent_community": ("Community to follow.", "要追踪的社区。"),
    "agent_courtyard": ("Courtyard to follow, as in Haijiaoshi-11.", "要追踪的院落，如 Haijiaoshi-11。"),
    "agent_organization": ("Social organization to follow, by its number.", "要追踪的社会组织（编号）。"),
    "agent_resident": ("Resident to follow, by number.", "要追踪的居民（编号）。"),
    "evaluate": (
        "Evaluate a pilot or a staggered rollout as a researcher would, beside the true effect.",
        "像研究者那样评估试点或分批推开，并与真实效应对照。",
    ),
    "evaluate_measure": ("Measure that is evaluated; may be repeated.", "被评估的指标；可重复。"),
    "evaluate_unit": (
        "Places that are compared; by default the level by which they were chosen.",
        "用于比较的地点层级；默认为选点层级。",
    ),
    "evaluate_cluster": (
        "Places within which errors are correlated; by default as for --unit.",
        "误差在其内部相关的地点层级（聚类）；默认为选点层级。",
    ),
    "showcase": (
        "Evaluate demonstration courtyards instead: how much of their lead they owe to being shown.",
        "改为评估示范院落：其领先幅度有多少来自示范本身。",
    ),
    "evaluate_horizon": ("Last month of the evaluator's data, as in 2012-12.", "评估数据的末月，如2012-12。"),
    "attribute": (
        "How much of a scenario's effect each of its reforms brings about (Shapley shares), alone and together.",
        "情景的总效应中各项改革各占多少（Shapley 份额），单独与共同作用各如何。",
    ),
    "attribute_bundles": (
        "Parts of the scenario, as in R1,incubator+contracting: bundles or rules, those joined by + as one part.",
        "情景的组成部分，如 R1,incubator+contracting：改革组或规则，以 + 连接的合为一部分。",
    ),
    "attribute_baseline": (
        "Scenario to start from; by default the scenario without any of the parts.",
        "起点情景；默认为去掉全部组成部分的同一情景。",
    ),
    "attribute_measure": ("Measure whose effect is shared out; may be repeated.", "要分解其效应的指标；可重复。"),
    "sweep": (
        "Make the runs of a study, a file of what is varied in which scenarios, and tabulate them.",
        "执行一项研究（说明在哪些情景中改变什么的文件）的全部模拟并汇总。",
    ),
    "sensitivity": (
        "Which factors of a study move its outcomes, and how much of them is chance (Morris, Sobol or PAWN).",
        "研究中哪些因素影响结果，随机性占多少（Morris、Sobol 或 PAWN）。",
    ),
    "discover": (
        "In which worlds of a study a condition holds, such as satisfaction < 0 (PRIM).",
        "某一条件（如 satisfaction < 0）在研究的哪些世界中成立（PRIM）。",
    ),
    "calibrate": (
        "Find the worlds that a place's targets do not rule out (history matching in waves).",
        "找出某地校准目标不能排除的世界（分轮历史匹配）。",
    ),
    "waves": ("Waves of runs.", "轮数。"),
    "wave_runs": ("Runs of a wave; the first has twice as many.", "每轮模拟次数；首轮加倍。"),
    "vectors": ("Worlds wanted at the end.", "最后需要的世界数。"),
    "calibrate_check": (
        "Then calibrate to this many made-up sets of targets from known worlds, and tell how often intervals hold the "
        "truth.",
        "随后对若干组由已知世界生成的目标进行校准，并给出区间包含真值的频率。",
    ),
    "check_title": ("{sets} made-up sets of targets from known worlds", "由已知世界生成的{sets}组目标"),
    "check_50": ("50% interval\nholds the truth", "50%区间\n含真值"),
    "check_90": ("90% interval\nholds the truth", "90%区间\n含真值"),
    "check_rank": ("Mean rank\n(0.5 if right)", "平均秩\n（正确时0.5）"),
    "all_together": ("all together", "合计"),
    "report": (
        "Make one self-contained HTML page of a folder of results, in both languages.",
        "将结果文件夹制成一个独立的双语 HTML 页面。",
    ),
    "page_out": ("File of the page; report.html in the folder by default.", "页面文件；默认为文件夹中的 report.html。"),
    "pages": ("Languages in the page.", "页面包含的语言。"),
    "export": (
        "Write a table of a folder of results as CSV; with --lang zh in Chinese.",
        "将结果文件夹中的一个表写成 CSV；--lang zh 用中文。",
    ),
    "table": ("Table to write; the main one by default.", "要写出的表；默认为主表。"),
    "verify": (
        "Check a folder of results: checksums, stored runs, and some of them made again.",
        "检查结果文件夹：校验和、已存模拟，并重做其中若干次。",
    ),
    "verify_rerun": ("Runs drawn by lot that are made again, bit for bit.", "随机抽取并逐位重做的模拟次数。"),
    "lot_seed": ("Seed of the lot.", "抽取的随机种子。"),
    "rerun": (
        "Repeat a run that failed, from its record in failed/, so that its error shows.",
        "按 failed/ 中的记录重做一次失败的模拟，以显示其错误。",
    ),
    "where": ("Condition on a measure, as in satisfaction < 0.", "对某指标的条件，如 satisfaction < 0。"),
    "which_scenario": ("Scenario of the study; the first by default.", "研究中的情景；默认第一个。"),
    "status": ("Tell where the study in a folder stands, also while it runs.", "查看文件夹中研究的进度，运行中也可。"),
    "runs_folder": (
        "Folder in which several studies keep their runs, so that what two of them ask for is run once; results/ "
        "by default, and with --out that folder.",
        "多项研究共用的模拟文件夹，相同的模拟只做一次；默认为 results/，用 --out 时为该文件夹。",
    ),
    "scheduler": (
        "Address of a dask scheduler whose workers make the runs, as in tcp://host:8786.",
        "由该 dask 调度器的工作进程执行模拟，如 tcp://host:8786。",
    ),
    "dry-run": ("Only tell how many runs, how long and how large.", "只说明模拟次数、所需时间和空间。"),
    "dashboard": (
        "Open the dashboard in a browser: change two scenarios and compare them.",
        "在浏览器中打开面板：修改两个方案并进行比较。",
    ),
    "host": ("Address to listen on.", "监听地址。"),
    "port": ("Port to listen on; 0 takes a free one.", "监听端口；0为任一空闲端口。"),
    "dashboard_name": (
        "Name by which others call this server, as behind another one; may be repeated.",
        "他人访问本服务时使用的名称（如经由其他服务器转发）；可重复。",
    ),
    "open": ("Open a browser.", "打开浏览器。"),
    "dashboard_results": (
        "Folder of the runs, and of the studies that are shown.", "存放模拟结果并读取研究结果的文件夹。",
    ),
    "dashboard_at": (
        "The dashboard is at {address} (Ctrl-C ends it). Runs are kept in {folder}.",
        "面板地址：{address}（按 Ctrl-C 结束）。模拟结果保存在 {folder}。",
    ),
    "dashboard_open_to_others": (
        "It answers to everybody who can reach this machine at {host}; whoever opens it can start runs here.",
        "凡能通过 {host} 访问本机的人都能打开它，并可在此启动模拟。",
    ),
    "schema": ("Print the JSON Schema of scenario files, for editors.", "输出情景文件的 JSON Schema，供编辑器使用。"),
    "seed": ("Seed of the first run.", "首次模拟的随机种子。"),
    "replications": ("Runs of each scenario, with consecutive seeds.", "每个情景的模拟次数（种子依次递增）。"),
    "replications_until": (
        "Runs of each scenario, with consecutive seeds; with --until-precise, at most. Default: {usual}, or 500 with "
        "--until-precise.",
        "每个情景的模拟次数（种子依次递增）；与 --until-precise 同用时为上限。"
        "默认：{usual}，与 --until-precise 同用时为500。",
    ),
    "until": (
        "Add replications until the paired effect on a measure is known to this half width, in the measure's own unit "
        "(shares and indices from 0 to 1), as in satisfaction=0.005; may be repeated.",
        "增加重复次数，直到某指标配对效应的区间半宽不超过该值（用指标自身单位，份额和指数为0至1），"
        "如 satisfaction=0.005；可重复。",
    ),
    "sample": ("Share of households that are simulated, 0.01 to 1.", "模拟的家庭比例，0.01至1。"),
    "set": (
        "Another value, as in world.loss_aversion=1.8; may be repeated.",
        "改一个值，如 world.loss_aversion=1.8；可重复。",
    ),
    "out": ("Folder of the results.", "结果文件夹。"),
    "horizon": ("Month of the effects, as in 2012-12; the last one by default.", "效应所在月份，如2012-12；默认末月。"),
    "courtyards": ("Keep a table of courtyards too.", "同时保存院落表。"),
    "processes": ("Worker processes; all cores by default.", "工作进程数；默认使用全部核心。"),
    "all": ("Show every measure.", "显示全部指标。"),
    "winners": (
        "Measure for which winners and losers are shown; may be repeated.",
        "显示受益与受损情况的指标；可重复。",
    ),
    "figures": ("Draw figures.", "绘制图表。"),
    "lang": ("Language: zh or en; from LANG by default.", "语言：zh或en；默认取自LANG。"),
    "json": ("Print JSON and nothing else.", "只输出JSON。"),
    "debug": ("Show the traceback of a fault of the program.", "程序出错时显示调用栈。"),
    "version": ("Print the version.", "显示版本号。"),
    "help": ("Show this help.", "显示本帮助。"),
    "by_default": ("{help} Default: {value}.", "{help}默认：{value}。"),
    # Click's own words
    "Usage:": ("Usage:", "用法："),
    "Options:": ("Options:", "选项："),
    "Commands:": ("Commands:", "命令："),
    "no_option": ("no such option: {name}{hint}", "没有这个选项：{name}{hint}"),
    "no_command": ("no such command: {name}{hint}", "没有这个命令：{name}{hint}"),
    "missing": ("missing: {name}", "缺少：{name}"),
    "no_value": ("{name} needs a value", "{name} 需要一个值"),
    "bad_value": ("{name}: {value} is not allowed; {allowed}", "{name}：不能是 {value}；{allowed}"),
    "extra": ("too many arguments: {name}", "参数过多：{name}"),
    "one_of": ("choose one of {names}", "可选：{names}"),
    "whole": ("a whole number{range}", "应为整数{range}"),
    "number": ("a number{range}", "应为数字{range}"),
    "from_to": (" from {low} to {high}", "，{low}至{high}"),
    "at_least": (" of at least {low}", "，不小于{low}"),
    "did_you_mean": ("; did you mean {name}?", "；是否想用 {name}？"),
    "try_help": ("`{command} --help` shows what there is.", "可用 `{command} --help` 查看帮助。"),
    # Ends
    "input_faults": ("{count} faults; nothing was run:", "共{count}处错误，尚未运行："),
    "interrupted": ("Interrupted.", "已中断。"),
    "interrupted_kept": (
        "Interrupted: {done} of {all} runs are finished and kept in {folder}. The same command continues there.",
        "已中断：{all}次模拟中已完成{done}次，保存在 {folder}。再次执行同一命令即可继续。",
    ),
    "interrupted_pairs": (
        "With --replications {pairs} it compares what is there.",
        "用 --replications {pairs} 可比较已完成的部分。",
    ),
    "fault": ("Failed: {message}", "运行失败：{message}"),
    "fault_hint": ("--debug shows the traceback.", "用 --debug 查看调用栈。"),
    "memory": (
        "not enough memory; a smaller --sample or --processes 1 needs less",
        "内存不足；请减小 --sample 或用 --processes 1",
    ),
    # Progress
    "running": ("Running", "模拟中"),
    "runs": ("runs", "次"),
    "month": ("month {month} of {months}", "第{month}/{months}个月"),
    "time_left": ("{time} left", "剩余{time}"),
    "drawing": ("Drawing figures", "绘图中"),
    "failed_runs": ("{count} failed", "失败{count}次"),
    "verifying": ("Verifying", "检查中"),
    "planning": ("Planning", "规划中"),
    "points_checked": ("points", "个设计点"),
    "starting": ("starting", "准备中"),
    # Results
    "span": ("{place}, {first} to {last}", "{place}，{first}至{last}"),
    "sample_note": ("{sample} of households", "家庭比例{sample}"),
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
    "run_effect": ("Mean effect since {since}\n[95% interval]", "{since}以来的平均效应\n[95%区间]"),
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
        "shows that rules changed, not what came of it. Intervals show chance alone, not what is unknown about the "
        "assumptions.",
        "以上为模型假设下的推演，而非观测结果：主要来源为一篇新闻报道，只能说明规则改变，不能说明成效。"
        "区间只反映随机性，不反映假设本身的不确定。",
    ),
    "caveat_worlds": (
        "These are projections under the model's assumptions, not observations: the main source, a newspaper article, "
        "shows that rules changed, not what came of it. Intervals show chance and {worlds} plausible worlds, the ones "
        "that the calibration targets do not rule out (--worlds 0: chance alone); not whether the model is right.",
        "以上为模型假设下的推演，而非观测结果：主要来源为一篇新闻报道，只能说明规则改变，不能说明成效。"
        "区间反映随机性与{worlds}个合理世界，即校准目标不能排除的世界（--worlds 0 只含随机性）；"
        "不反映模型本身是否正确。",
    ),
    "worlds": (
        "Plausible worlds that the seeds go through, one after the other; all there are by default, 0 for the "
        "scenarios' own values.",
        "种子依次经过的合理世界数；默认为全部，0 为情景自身取值。",
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
    # Studies
    "estimate": (
        "{points} points x {scenarios} scenarios x {seeds} seeds: {runs} different runs, {missing} still to make. "
        "Factors: {factors}.",
        "{points}个设计点×{scenarios}个情景×{seeds}个种子：共{runs}次不同的模拟，尚需{missing}次。因素：{factors}。",
    ),
    "estimate_cost": ("About {time} and {size} on disk.", "约需{time}，磁盘{size}。"),
    "sweep_note": (
        "{kind}, {horizon}; {points} points, {seeds} seeds.",
        "{horizon}的{kind}；{points}个设计点，{seeds}个种子。",
    ),
    "sweep_effects": ("Paired effects against the baseline [95% interval]", "相对基准的配对效应[95%区间]"),
    "sweep_levels": ("Means [95% interval]", "均值[95%区间]"),
    "index": ("Index", "指数"),
    "inside": ("inside the box", "框内"),
    "variance_title": ("Where the variance of single runs comes from", "单次模拟结果的方差来自何处"),
    "part": ("Part", "来源"),
    "factor": ("Factor", "因素"),
    "value": ("Value", "取值"),
    "runs_failed": (
        "{failed} of {all} runs failed; each is described in {folder}. The others are kept.",
        "{all}次模拟中有{failed}次失败，详情见 {folder}；其余均已保存。",
    ),
    "run_again": ("To see one of them fail: {command}", "重现其中一次：{command}"),
    "not_analysed": (
        "Nothing is analysed while runs are missing: the indices would be wrong.",
        "有模拟缺失时不作分析，否则指数会有误。",
    ),
    "does_nothing": ("(a factor that does nothing)", "（无作用的因素）"),
    "rerun_fine": (
        'Seed {seed} of "{scenario}" did not fail this time; the command of the study makes and stores it.',
        "“{scenario}”种子{seed}这次没有失败；再次执行研究的命令即可完成并保存。",
    ),
    "written_to": ("Written to {path}", "已写入 {path}"),
    "exported": ("Table {table}, {rows} rows, written to {path}", "表 {table}（{rows}行）已写入 {path}"),
    "verified": (
        "{files} files and {runs} stored runs looked at, {rerun} made again.",
        "已检查{files}个文件和{runs}次已存模拟，重做{rerun}次。",
    ),
    "other_version": ("{name} was {then}, and is {now} now", "{name} 原为 {then}，现为 {now}"),
    "verify_skipped": (
        "{count} runs are of another version of the model and cannot be made again here.",
        "{count}次模拟属于模型的另一版本，无法在此重做。",
    ),
    "verify_missing": ("missing", "缺失"),
    "verify_changed": ("another checksum", "校验和不同"),
    "verify_unreadable": ("unreadable run", "无法读取的模拟"),
    "verify_misnamed": ("run under another's name", "名称不符的模拟"),
    "verify_differs": ("run that comes out otherwise", "重做结果不同的模拟"),
    "verify_fine": ("Everything is as it was written.", "一切与写入时一致。"),
    "verify_wrong": ("Problems: {count}.", "有{count}处问题。"),
    "standing": (
        "{done} of {all} runs are done, {failed} failed, {left} are left.",
        "{all}次模拟中已完成{done}次，失败{failed}次，剩余{left}次。",
    ),
    "standing_last": ("The last one was stored {ago} ago.", "最近一次保存于{ago}之前。"),
    "standing_left": ("About {time} left, if it is running.", "若正在运行，约需{time}。"),
    "kind_study": ("study", "研究"),
    "studies": ("Studies", "研究"),
    "points": ("Points", "设计点"),
    "first_month": ("First month {month}", "首月 {month}"),
    "last_month": ("Last month {month}", "末月 {month}"),
    "ok": ("{name}: can run", "{name}：可以运行"),
    # Evaluations
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
    "files_showcase": ("tables/, manifest.json, runs/", "tables/、manifest.json、runs/"),
    "files_evaluate": ("tables/, manifest.json, runs/", "tables/、manifest.json、runs/"),
    # Attribution
    "attribution_title": ('What the parts of "{scenario}" bring about', "“{scenario}”各部分的贡献"),
    "attribution_worlds": ("{count} worlds a seed", "每个种子{count}个世界"),
    "attribution_always": ("In every world: {names}.", "所有世界都有：{names}。"),
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
    "files_attribute": ("tables/, manifest.json, runs/", "tables/、manifest.json、runs/"),
    # Precision
    "precise_title": ("Precision asked for", "要求的精度"),
    "precise_reached": (
        "Reached with {pairs} pairs of runs.", "{pairs}对模拟后达到。",
    ),
    "precise_short": (
        "Not reached by {short} of {all} intervals with {pairs} pairs of runs (at most {most}; see "
        "--replications and --worlds).",
        "{pairs}对模拟后，{all}个区间中有{short}个未达到（上限{most}，见 --replications 和 --worlds）。",
    ),
    "precise_wanted": ("wanted", "要求"),
    "precise_effect": ("Effect\n[95% sequence]", "效应\n[95%序列区间]"),
    "precise_pairs": ("Pairs", "配对数"),
    "precise_needed": ("Pairs needed,\nabout", "约需\n配对数"),
    "precise_so": ("Reached", "达到"),
    "precise_point": ("point {point}", "设计点{point}"),
    "precise_more": ("The {shown} least precise of {all}.", "仅列出{all}项中最不精确的{shown}项。"),
    "precise_note": (
        "These intervals hold the truth however often one looks and whenever one stops (95%); the narrower ones above "
        "are for a number of pairs fixed beforehand.",
        "无论查看多少次、何时停止，这些区间都以95%的概率包含真值；上文较窄的区间只适用于事先确定的配对数。",
    ),
    # Validation
    "validation_title": ("Report card of the model", "模型成绩单"),
    "validation_targets": ("What is known", "已知证据"),
    "validation_pattern": ("Patterns that must emerge", "应当出现的模式"),
    "validation_stress": ("Settings in which reforms should fail", "改革应当失败的情形"),
    "validation_name": ("Name", "名称"),
    "validation_target": ("Target", "目标"),
    "validation_use": ("Used to", "用途"),
    "use_calibrate": ("calibrate", "校准"),
    "use_input": ("check input", "核对输入"),
    "use_hold-out": ("test", "检验"),
    "validation_known": ("Known (tolerance)", "已知（容差）"),
    "validation_median": ("Median", "中位数"),
    "validation_interval": ("90% of runs", "90%的模拟"),
    "validation_met": ("Within", "在容差内"),
    "validation_verdict": ("", ""),
    "validation_passed": ("pass", "通过"),
    "validation_failed": ("FAIL", "未通过"),
    "validation_signature": ("Signature and its conditions", "特征及其条件"),
    "validation_share": ("Share\nof runs", "模拟\n比例"),
    "validation_aside": ("(told, not counted) {words}", "（仅列出，不计入）{words}"),
    "validation_overshoot": (
        "QP8: satisfaction leads no reform by at most {peak} points of 100 (median, reached {month}) and by {end} in "
        "the last year.",
        "QP8：满意度领先不改革最多{peak}分（满分100，中位数，{month}达到），最后一年为{end}分。",
    ),
    "validation_best_size": (
        "QP10: {measure} is best in units of {size} households in {share} of runs, {lead} points of 100 above the "
        "better end.",
        "QP10：{share}的模拟中{measure}在{size}户的单元最好，比较好的一端高{lead}分（满分100）。",
    ),
    "validation_limits": (
        "A target passes if the median of runs is within its tolerance (input: 90% of runs); a signature if all its "
        "counted conditions hold in 90% of runs. QP8 and QP10 follow partly from chosen forms: only their size and "
        "place are told.",
        "目标通过指模拟中位数在容差内（输入：90%的模拟）；特征通过指90%的模拟满足全部计入条件。QP8与QP10部分来自所选函数形式，仅报告大小与位置。",
    ),
    "files_validate": ("tables/, manifest.json, runs/", "tables/、manifest.json、runs/"),
    # Evidence ledger
    "ledger_title": ("What the effects of the three reforms rest on", "三项改革的效应依据什么"),
    "ledger_note": (
        "Shares of the variance of each paired effect in {horizon}, over {points} worlds: assumptions as in {worlds} "
        "plausible worlds, numbers with a source over the range it gives.",
        "{horizon}各配对效应方差的构成，{points}个世界：假定取自{worlds}个合理世界，有来源的数取其给出的范围。",
    ),
    "ledger_assumed": ("Assumptions", "假定"),
    "ledger_sourced": ("Calibrated, or\nwith a source", "校准或\n有来源"),
    "ledger_chance": ("Chance", "偶然"),
    "ledger_told": ("Told by\nsingle numbers", "单个数\n可解释"),
    "ledger_calibrated": ("Calibrated", "校准"),
    "ledger_first": ("Alone", "单独"),
    "ledger_total": ("With others\n(share ± error)", "连同其他\n（份额±误差）"),
    "ledger_slope": ("Low to high end: effect\nmoves, standard deviations", "从低端到高端：效应\n变化（标准差）"),
    "ledger_more": (
        "`govsim ledger --measure NAME` lists the numbers behind an effect, `govsim explain NAME` tells of one.",
        "用 `govsim ledger --measure NAME` 列出某一效应背后的数，用 `govsim explain NAME` 查看某个数的依据。",
    ),
    "ledger_others": ("{count} other numbers and switches are not shown, or were not seen to move it.",
                      "其余{count}个数与开关未列出，或未见影响。"),
    # Twins
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
    "twins_first_decision": (
        "First decision that differs: {month}, {what}: {baseline} in the baseline, {scenario} in the scenario "
        "({differ} of {of}).",
        "首个不同的决定：{month}，{what}：基准为{baseline}，情景为{scenario}（{of}中的{differ}）。",
    ),
    "twins_no_decision": ("No decision of this agent differs.", "该主体没有任何决定不同。"),
    "twins_ends": ("What came of it by {month}, and what feeds it", "至{month}的结果及其直接来源"),
    "twins_limits": (
        "One seed. The chain tells how a difference first arose, each number put down to those it follows from that "
        "came to differ last; later and larger influences are in the second table.",
        "单个种子。因果链说明差异最初如何产生，每个数归因于其直接来源中最后出现差异者；后来更大的影响见第二张表。",
    ),
    "files_twins": ("tables/, manifest.json", "tables/、manifest.json"),
    "nothing_kept": ("Interrupted; nothing was written.", "已中断，未写入任何内容。"),
    # Calibration
    "calibration_title": ("Worlds that the targets of {place} do not rule out", "{place}的校准目标不能排除的世界"),
    "calibration_found": (
        "{vectors} plausible worlds of {runs} runs in {waves} waves; {left} of all combinations are not ruled out; "
        "{refuted} worlds drawn were ruled out by their own run.",
        "{waves}轮{runs}次模拟得到{vectors}个合理世界；全部组合中有{left}未被排除；另有{refuted}个抽出的世界被其自身的模拟排除。",
    ),
    "target": ("Target", "目标"),
    "known": ("Known\n[tolerance]", "已知值\n[容差]"),
    "in_worlds": ("Plausible worlds:\nmedian [90%]", "合理世界：\n中位数 [90%]"),
    "met_in": ("Within\ntolerance", "在容差\n之内"),
    "moved_by": ("Moved by", "影响它的参数"),
    "number_range": ("Range", "范围"),
    "number_left": ("Plausible\n[90%]", "合理范围\n[90%]"),
    "number_central": ("Central", "中心值"),
    "calibration_ridge_title": ("What the targets tie together (rank correlation)", "校准目标使之关联的参数（秩相关）"),
    "calibration_next": (
        "Copy plausible.csv and plausible.toml beside the place's tables, and comparisons draw their worlds from them.",
        "将 plausible.csv 与 plausible.toml 复制到地点数据表旁，比较时即从中抽取世界。",
    ),
    "files_calibrate": ("plausible.csv, plausible.toml, tables/, manifest.json, runs/",
                        "plausible.csv、plausible.toml、tables/、manifest.json、runs/"),
    # Lists and explanations
    "name": ("Name", "名称"),
    "title": ("Title", "标题"),
    "question": ("Question", "问题"),
    "bundle": ("Bundle", "组别"),
    "enacted": ("Enacted", "实施"),
    "decided": ("Decided at", "决定层级"),
    "default": ("Default", "默认值"),
    "allowed": ("Allowed", "允许范围"),
    "meaning": ("Meaning", "含义"),
    "better": ("Better", "优向"),
    "levels": ("Levels", "层级"),
    "streets": ("Streets", "街道数"),
    "communities": ("Communities", "社区数"),
    "residents": ("Residents", "居民数"),
    "tag": ("Evidence", "证据"),
    "source": ("Source", "来源"),
    "source_title": ("Source", "来源"),
    "supports": ("Supports", "支持内容"),
    "weight": ("Share in the variance of effects", "在效应方差中的份额"),
    "rests_on": ("What the effects of the three reforms rest on", "三项改革的效应依据什么"),
    "neutral": ("Changes nothing at", "无作用取值"),
    "plausible": ("Plausible values", "合理取值"),
    "readers": ("Read by", "读取处"),
    "parameters": ("Parameters", "参数"),
    "mechanism": ("Mechanism", "机制"),
    "tier": ("Tier", "类别"),
    "aggregate": ("Aggregated as", "汇总方式"),
    "path": ("Written as", "写法"),
    "file": ("File", "文件"),
    "revisions": ("Revises", "修订"),
    "overrides": ("Assumes otherwise", "另设假定"),
    "drawn_by": ("Drawn by", "抽取处"),
    "rules_in": ("Rules", "规则"),
    "cited_by": ("Cited by", "引用处"),
    "authors": ("Authors", "作者"),
    "year": ("Year", "年份"),
    "link": ("Link", "链接"),
    "document": ("Document", "文献"),
    "none": ("none", "无"),
    "assumption": ("assumption", "假定"),
    "yes": ("yes", "是"),
    "no": ("no", "否"),
    "street": ("street", "街道"),
    "community": ("community", "社区"),
    "higher": ("higher", "越高越好"),
    "lower": ("lower", "越低越好"),
    "no_direction": ("neither", "无"),
    "tag_S": ("S: source article", "S：主要来源报道"),
    "tag_D": ("D: data found elsewhere", "D：其他数据"),
    "tag_L": ("L: law", "L：法规"),
    "tag_T": ("T: theory literature", "T：理论文献"),
    "tag_C": ("C: calibrated", "C：校准"),
    "tag_A": ("A: assumption", "A：假定"),
    "kind_reform": ("reform", "改革"),
    "kind_parameter": ("parameter", "参数"),
    "kind_measure": ("measure", "指标"),
    "kind_scenario": ("scenario", "情景"),
    "kind_place": ("place", "地点"),
    "kind_draw": ("random draw", "随机抽取"),
    "kind_bundle": ("bundle", "改革组"),
    "kind_source": ("source", "来源"),
    "to": ("{low} to {high}", "{low}至{high}"),
}
"""Key -> (English, Chinese); words in braces are filled in."""


def say(key: str, lang: Lang, **words: object) -> str:
    """One text with its words filled in; KeyError for an unknown key or a word left out."""
    return TEXTS[key][lang == "zh"].format_map(words)


def caveat(lang: Lang, worlds: int = 0) -> str:
    """What every result ends with: that it is a projection, and what its intervals show."""
    return say("caveat_worlds", lang, worlds=worlds) if worlds else say("caveat", lang)


def language(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """The language of `--lang`, wherever it stands, else that of the environment.

    >>> language(["list", "reforms", "--lang=zh"], {}), language([], {"LANG": "zh_CN.UTF-8"}), language([], {})
    ('zh', 'zh', 'en')
    """
    asked = ""
    for number, argument in enumerate(arguments):
        if argument == "--lang" and number + 1 < len(arguments):
            asked = arguments[number + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    if asked in ("zh", "en"):
        return "zh" if asked == "zh" else "en"
    spoken = next((environment[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(key)), "")
    return "zh" if spoken.lower().startswith("zh") else "en"
