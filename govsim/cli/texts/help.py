"""What `--help` says of commands and options."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "govsim": (
        "Simulate a district and the reforms of its grassroots governance. "
        "What comes out holds under the model's assumptions.",
        "模拟一个城区及其基层治理改革。结果只在模型假定之下成立。",
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
    "validate_stress_worlds": (
        "The first of these worlds in which stress settings and sizes of units run too; by default all.",
        "压力情形与单元规模只在其中前若干个世界中模拟；默认全部。",
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
    "calibrate_check_runs": (
        "Vectors drawn for each of these sets and run once, as the last step of a calibration does; 0: draws of the "
        "emulator, which take no runs.",
        "每组目标抽取并各运行一次的向量数，如校准的最后一步；0：仅用仿真器抽取，无需模拟。",
    ),
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
    "where": (
        "Condition on the effect on a measure, or on its level without a baseline, in the measure's own unit (shares "
        "and indices from 0 to 1: 5 points of 100 are 0.05), as in satisfaction < -0.05.",
        "对某指标的效应（无基准时为水平）的条件，用指标自身单位（份额和指数为0至1，5分即0.05），"
        "如 satisfaction < -0.05。",
    ),
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
        "在浏览器中打开面板：修改两个情景并进行比较。",
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
    "worlds": (
        "Plausible worlds that the seeds go through, one after the other; all there are by default, 0 for the "
        "scenarios' own values.",
        "种子依次经过的合理世界数；默认为全部，0 为情景自身取值。",
    ),
}
