"""What a result rests on."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "evidence_sentence": (
        "{measure}: {assumed}% of the variance of this effect over plausible worlds comes from assumptions, {sourced}% "
        "from calibrated numbers and numbers with a source, {chance}% from chance. Single numbers tell {told}% of it; "
        "evidence that would narrow it most: {wanted}.",
        "{measure}：该效应在各合理世界间的方差{assumed}%来自假定，{sourced}%来自校准或有来源的数，{chance}%来自偶然。"
        "单个数可解释{told}%；最能缩小不确定性的证据：{wanted}。",
    ),
    "evidence_sentence_bare": (
        "{measure}: {assumed}% of the variance of this effect over plausible worlds comes from assumptions, {sourced}% "
        "from calibrated numbers and numbers with a source, {chance}% from chance. It hangs on many numbers at once: "
        "no single one was seen to matter.",
        "{measure}：该效应在各合理世界间的方差{assumed}%来自假定，{sourced}%来自校准或有来源的数，{chance}%来自偶然。"
        "它同时取决于许多数，未见单个数有明显作用。",
    ),
    "evidence_piece": ("{what}, {share}%", "{what}，{share}%"),
}
