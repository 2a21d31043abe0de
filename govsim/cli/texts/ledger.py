"""The evidence ledger."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "ledger_title": ("What the effects of the three reforms rest on", "三项改革的效应依据什么"),
    "ledger_note": (
        "Shares of the variance of each paired effect in {horizon}, over {points} worlds: assumptions as in {worlds} "
        "plausible worlds, numbers with a source over the range it gives.",
        "{horizon}各配对效应方差的构成，{points}个世界：假定取自{worlds}个合理世界，有来源的数取其给出的范围。",
    ),
    "ledger_assumed": ("Assumptions\n(± error)", "假定\n（±误差）"),
    "ledger_sourced": ("Calibrated, or\nwith a source", "校准或\n有来源"),
    "ledger_chance": ("Chance\n(± error)", "偶然\n（±误差）"),
    "ledger_told": ("Foretold in\nworlds not seen", "可预测\n未见世界"),
    "ledger_calibrated": ("Calibrated", "校准"),
    "ledger_alone": ("Alone [90%]\n(?) may be nothing", "单独［90%］\n(?) 可能为零"),
    "ledger_total": ("With others\n(share ± error)", "连同其他\n（份额±误差）"),
    "ledger_slope": ("Low to high end: effect\nmoves, standard deviations", "从低端到高端：效应\n变化（标准差）"),
    "ledger_more": (
        "`govsim ledger --measure NAME` lists the numbers behind an effect, `govsim explain NAME` tells of one.",
        "用 `govsim ledger --measure NAME` 列出某一效应背后的数，用 `govsim explain NAME` 查看某个数的依据。",
    ),
    "files_ledger": ("ledger.csv, ledger.toml, manifest.json, runs/", "ledger.csv、ledger.toml、manifest.json、runs/"),
    "ledger_others": ("{count} other numbers and switches are not shown, or were not seen to move it.",
                      "其余{count}个数与开关未列出，或未见影响。"),
}
