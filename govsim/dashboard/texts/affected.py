"""Texts of the page that says who is affected."""

TEXTS = {
    "affected_measure": ("Measure", "指标"),
    "affected_intro": (
        "Paired effect of B against A at {horizon}, with 95% intervals over {pairs} pairs of runs. Groups overlap: "
        "everybody lives in a street, has a tenure, an age, an income and a registration.",
        "{horizon}时B相对A的配对效应，线段为{pairs}对模拟的95%区间。各类群体相互重叠：每人都有所在街道、住房性质、年龄、收入与户籍。",
    ),
    "affected_intro_one": (
        "Effect of B against A at {horizon} in a single pair of runs: without intervals nobody can be said to gain or "
        "lose. More pairs give intervals.",
        "{horizon}时B相对A的效应，仅有一对模拟：没有区间，不能判断谁受益、谁受损。增加配对次数即可得到区间。",
    ),
    "affected_nothing": (
        "Nothing has been run yet for these scenarios.",
        "这两个情景尚无模拟结果。",
    ),
    "affected_by_street": ("Streets", "街道"),
    "affected_by_group": ("Groups of residents", "居民群体"),
    "affected_street": ("Street", "街道"),
    "affected_kind": ("Kind of courtyard", "院落类型"),
    "affected_tenure": ("Tenure", "住房性质"),
    "affected_age": ("Age", "年龄"),
    "affected_income": ("Income", "收入"),
    "affected_hukou": ("Registration", "户籍"),
    "affected_effect": ("effect", "效应"),
    "affected_who": ("Who", "对象"),
    "affected_verdict": ("Verdict", "判断"),
    "affected_streets": (
        "Of {count} streets {gains} gain, {loses} lose, {unclear} unclear; most: {most} ({most_effect} {unit}), least: "
        "{least} ({least_effect} {unit}).",
        "{count}个街道中受益{gains}个、受损{loses}个、不明确{unclear}个；最高：{most}（{most_effect}{unit}），"
        "最低：{least}（{least_effect}{unit}）。",
    ),
    "affected_groups": (
        "Of {count} groups {gains} gain, {loses} lose, {unclear} unclear; most: {most} ({most_effect} {unit}), least: "
        "{least} ({least_effect} {unit}).",
        "{count}个群体中受益{gains}个、受损{loses}个、不明确{unclear}个；最高：{most}（{most_effect}{unit}），"
        "最低：{least}（{least_effect}{unit}）。",
    ),
    "affected_streets_neutral": (
        "Largest effect of {count} streets: {most} ({most_effect} {unit}), smallest: {least} ({least_effect} {unit}). "
        "No direction of this measure is better.",
        "{count}个街道中效应最大：{most}（{most_effect}{unit}），最小：{least}（{least_effect}{unit}）。该指标无好坏方向。",
    ),
    "affected_groups_neutral": (
        "Largest effect of {count} groups: {most} ({most_effect} {unit}), smallest: {least} ({least_effect} {unit}).",
        "{count}个群体中效应最大：{most}（{most_effect}{unit}），最小：{least}（{least_effect}{unit}）。",
    ),
}
