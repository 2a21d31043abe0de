"""The pages of a validation, a ledger, a calibration and an agent in two worlds."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "page_validate": ("Report card of the model", "模型成绩单"),
    "page_ledger": ("What the effects of the three reforms rest on", "三项改革的效应依据什么"),
    "page_calibrate": ("Worlds that the targets do not rule out", "校准目标不能排除的世界"),
    "page_span_model": (
        "{place}, {first} to {last}; {sample} of households", "{place}，{first}至{last}；{sample}的家庭",
    ),
    "page_limits": (
        "A target passes if the median of runs is within its tolerance (inputs: 90% of runs); a signature if all its "
        "counted conditions hold in 90% of runs. QP8 and QP10 follow partly from chosen forms: only their size and "
        "place are told.",
        "目标通过指模拟中位数在容差内（输入：90%的模拟）；特征通过指90%的模拟满足全部计入条件。"
        "QP8与QP10部分来自所选函数形式，仅报告大小与位置。",
    ),
    "page_target": ("Target", "目标"),
    "page_use": ("Used to", "用途"),
    "page_use_calibrate": ("calibrate", "校准"),
    "page_use_input": ("check input", "核对输入"),
    "page_use_hold-out": ("test", "检验"),
    "page_known": ("Known (tolerance)", "已知（容差）"),
    "page_runs": ("Median [90% of runs]", "中位数 [90%的模拟]"),
    "page_met": ("Within tolerance", "在容差内"),
    "page_signature": ("Signature and its conditions", "特征及其条件"),
    "page_appears": ("Share of runs", "模拟比例"),
    "page_aside": ("(told, not counted) {words}", "（仅列出，不计入）{words}"),
    "page_ledger_note": (
        "Shares of the variance of each paired effect in {horizon}, over {points} worlds: assumptions as in {worlds} "
        "plausible worlds, numbers with a source over the range it gives.",
        "{horizon}各配对效应方差的构成，{points}个世界：假定取自{worlds}个合理世界，有来源的数取其给出的范围。",
    ),
    "page_assumed_share": ("Assumptions (share, error)", "假定（份额±误差）"),
    "page_sourced_share": ("Calibrated, or with a source (share, error)", "校准或有来源（份额±误差）"),
    "page_chance_share": ("Chance (share, error)", "偶然（份额±误差）"),
    "page_told_share": ("Foretold in worlds not seen", "可预测未见世界"),
    "page_numbers": ("The numbers behind each effect", "各效应背后的数"),
    "page_evidence": ("Evidence", "证据"),
    "page_by_itself": ("Alone, 90% interval; (?) may be nothing", "单独，90%区间；(?) 可能为零"),
    "page_total": ("With others (share, error)", "连同其他（份额±误差）"),
    "page_slope": (
        "From low to high end: effect moves, standard deviations", "从低端到高端：效应变化（标准差）",
    ),
    "page_calibrated": (
        "{vectors} plausible worlds of {runs} runs in {waves} waves; not ruled out, wave by wave: {left} of all "
        "combinations; {refuted} worlds drawn were ruled out by their own run. {moving} of {numbers} numbers move a "
        "target.",
        "{waves}轮{runs}次模拟得到{vectors}个合理世界；各轮后未被排除的组合占比：{left}；"
        "另有{refuted}个抽出的世界被其自身的模拟排除。{numbers}个数中有{moving}个影响校准目标。",
    ),
    "page_more_calibration": ("What is tied together, and the emulator", "彼此关联的参数与仿真器"),
    "page_in_worlds": ("Plausible worlds: median [90%]", "合理世界：中位数 [90%]"),
    "page_targets_moved": ("Targets", "影响的目标"),
    "page_range": ("Range", "范围"),
    "page_central": ("Central world", "中心世界"),
    "page_with": ("With", "与之关联"),
    "page_correlation": ("Rank correlation", "秩相关系数"),
    "page_emulator_bias": ("Bias", "偏差"),
    "page_emulator_error": ("Error", "误差"),
    "page_emulator_foreseen": ("Error foreseen", "预计误差"),
    "page_chain": ("How the difference got there", "差异如何到达"),
    "page_chain_note": (
        "One seed: the same person, place and luck in both worlds. The chain tells how a difference first arose, each "
        "number put down to those it follows from that came to differ last; later and larger influences are among "
        "the outcomes below.",
        "单个种子：两个世界中的人、地点与运气都相同。因果链说明差异最初如何产生，每个数归因于其直接来源中最后出现差异者；"
        "后来更大的影响见下文的结果。",
    ),
    "page_chain_none": (
        "Nothing about this agent differs between the two worlds.", "该主体在两个世界中没有任何不同。",
    ),
    "page_chain_table": ("The chain as a table", "因果链列表"),
    "twins_first_decision": (
        "First decision that differs: {month}, {what}: {baseline} in the baseline, {scenario} in the scenario "
        "({differ} of {of}).",
        "首个不同的决定：{month}，{what}：基准为{baseline}，情景为{scenario}（{of}中的{differ}）。",
    ),
    "twins_no_decision": ("No decision of this agent differs.", "该主体没有任何决定不同。"),
    "page_where": ("Where", "何处"),
    "page_what": ("What differs", "不同之处"),
    "page_in_baseline": ("Baseline", "基准"),
    "page_in_scenario": ("Scenario", "情景"),
    "page_because": ("Because of", "由于"),
    "page_outcomes": ("What came of it", "结果如何"),
    "page_ends": ("Outcomes in {month}, and what feeds them", "{month}的结果及其直接来源"),
}
