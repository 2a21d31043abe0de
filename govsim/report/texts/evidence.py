"""What a result rests on."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "evidence_sentence": (
        "{measure} in {horizon}, effect of the three reforms as enacted: {assumed}% (± {error}) of its variance "
        "over plausible worlds comes from assumptions, {sourced}% from calibrated numbers "
        "and numbers with a source, {chance}% from chance. All numbers together foretell {told}% of it in worlds not "
        "seen; evidence that would narrow it most (share each brings alone, 90% interval): {wanted}.",
        "{horizon}的{measure}，三项改革按实际时间实施的效应：它在各合理世界间的方差{assumed}%（±{error}）"
        "来自假定，{sourced}%来自校准或有来源的数，{chance}%来自偶然。全部数合起来可预测未见世界的{told}%；"
        "最能缩小不确定性的证据（各自单独的份额，90%区间）：{wanted}。",
    ),
    "evidence_sentence_bare": (
        "{measure} in {horizon}, effect of the three reforms as enacted: {assumed}% (± {error}) of its variance "
        "over plausible worlds comes from assumptions, {sourced}% from calibrated numbers "
        "and numbers with a source, {chance}% from chance. It hangs on many numbers at once: of no assumption is it "
        "clear that it matters by itself. Largest in the ledger's runs (share alone, 90% interval): {wanted}.",
        "{horizon}的{measure}，三项改革按实际时间实施的效应：它在各合理世界间的方差{assumed}%（±{error}）"
        "来自假定，{sourced}%来自校准或有来源的数，{chance}%来自偶然。它同时取决于许多数，没有哪个假定单独的作用可以确认。"
        "台账的模拟中最大的（单独的份额，90%区间）：{wanted}。",
    ),
    "evidence_piece": ("{what}, {share}", "{what}，{share}"),
    "evidence_unclear": ("{share} (not told apart from nothing)", "{share}（无法与零区分）"),
}
