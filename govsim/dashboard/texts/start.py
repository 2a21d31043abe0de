"""Texts of the first page."""

TEXTS = {
    "start_head": ("Change a reform and see what changes", "改动一项改革，看看会发生什么"),
    "start_lead": (
        "One urban district of 690,000 residents, simulated month by month with its streets, communities, courtyards "
        "and social organizations. Two scenarios, A and B, run under the same chance; what differs is due to what you "
        "changed.",
        "一个69万人的城区，连同其街道、社区、院落和社会组织，逐月模拟。两个情景A与B在同样的随机条件下运行，差别只来自你所做的改动。",
    ),
    "start_begin": ("Begin", "开始比较"),
    "start_jinjiang": ("Jinjiang with and without its three reforms", "锦江：有无三项改革"),
    "start_own": ("My own scenario", "自定义情景"),
    "start_parts": ("Single reforms and pairs", "单项与两两组合"),
    "start_ways": ("Other timing and places", "不同的时间与范围"),
    "start_failures": ("When reforms fail", "改革何时失败"),
    "start_provenance": (
        "Comes with govsim: {pairs} pairs of runs of {sample} of households, model {model}, made by: {command}",
        "随 govsim 提供：{sample}家庭，{pairs}对模拟，模型版本 {model}，生成命令：{command}",
    ),
    "start_is": ("What this is", "这是什么"),
    "start_is_lines": (
        "An agent-based model: rules change what street offices, committees and residents do, and outcomes follow "
        "from that.\nA tool to compare: any reform can be switched, moved, placed and made stronger, in A or in B.\n"
        "Open: every number has a meaning, a unit and a source or is named an assumption; every result tells how to "
        "make it again.",
        "一个基于主体的模型：规则改变街道、居委会和居民的行为，结果由此产生。\n一个比较工具：任何一项改革都可在A或B中开关、改期、限定范围、调整力度。\n"
        "公开透明：每个参数都有含义、单位和来源，或注明为假定；每个结果都说明如何复现。",
    ),
    "start_is_not": ("What this is not", "这不是什么"),
    "start_is_not_lines": (
        "No forecast and no evaluation of what happened in Jinjiang: the main source proves that rules changed, not "
        "what came of it.\nNo measure of certainty: intervals show chance, and in full runs plausible worlds if "
        "you want; most numbers of the model are assumptions.\nNo advice: it shows what follows from assumptions, not "
        "what ought to be done.",
        "不是预测，也不是对锦江实际成效的评估：主要来源只能证明规则改变，不能证明成效。\n不衡量确定性：区间反映随机性，完整运行还可反映合理世界；模型的多数参数是假定。\n"
        "不是建议：它说明假定会推出什么，而不是应该做什么。",
    ),
}
