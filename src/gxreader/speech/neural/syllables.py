"""Mandarin syllables as the phonemes Kokoro was trained on: broad IPA, the tone after the main vowel."""

from __future__ import annotations

from gxreader.speech.mandarin.values import Syllable

TONES = {1: "→", 2: "↗", 3: "↓", 4: "↘", 5: ""}
INITIALS = {
    "b": "p", "p": "pʰ", "m": "m", "f": "f",
    "d": "t", "t": "tʰ", "n": "n", "l": "l",
    "g": "k", "k": "kʰ", "h": "x",
    "j": "tɕ", "q": "tɕʰ", "x": "ɕ",
    "zh": "ʈʂ", "ch": "ʈʂʰ", "sh": "ʂ", "r": "ɻ",
    "z": "ts", "c": "tsʰ", "s": "s",
}  # fmt: skip
# What stands before the tone, and what after it.
FINALS = {
    "a": ("a", ""), "ai": ("ai", ""), "an": ("a", "n"), "ang": ("a", "ŋ"), "ao": ("au", ""),
    "e": ("ɤ", ""), "ei": ("ei", ""), "en": ("ə", "n"), "eng": ("ə", "ŋ"), "er": ("ɚ", ""), "ê": ("ɛ", ""),
    "i": ("i", ""), "ia": ("ja", ""), "ian": ("jɛ", "n"), "iang": ("ja", "ŋ"), "iao": ("jau", ""),
    "ie": ("je", ""), "in": ("i", "n"), "ing": ("i", "ŋ"), "iong": ("jʊ", "ŋ"), "iu": ("jou", ""),
    "o": ("wo", ""), "ong": ("ʊ", "ŋ"), "ou": ("ou", ""),
    "u": ("u", ""), "ua": ("wa", ""), "uai": ("wai", ""), "uan": ("wa", "n"), "uang": ("wa", "ŋ"),
    "ui": ("wei", ""), "un": ("wə", "n"), "uo": ("wo", ""), "ueng": ("wə", "ŋ"),
    "v": ("y", ""), "van": ("ɥɛ", "n"), "ve": ("ɥe", ""), "vn": ("y", "n"),
    "io": ("jɔ", ""),
}  # fmt: skip
# Syllables without a vowel: interjections such as 嗯 and 呣.
VOWELLESS = {"m": ("m", ""), "n": ("n", ""), "ng": ("ŋ", ""), "hm": ("hm", ""), "hng": ("hŋ", "")}
_BUZZING = frozenset({"zh", "ch", "sh", "r", "z", "c", "s"})  # their i is no i
_FRONT = frozenset({"j", "q", "x"})  # their u is ü
# How a syllable without an initial is spelled, and which final it is.
_SPELLED = {
    "yi": "i", "ya": "ia", "yan": "ian", "yang": "iang", "yao": "iao", "ye": "ie", "yin": "in",
    "ying": "ing", "yong": "iong", "you": "iu", "yo": "io", "yai": "ai",
    "wu": "u", "wa": "ua", "wai": "uai", "wan": "uan", "wang": "uang", "wei": "ui", "wen": "un",
    "weng": "ueng", "wo": "uo", "wong": "ong",
    "yu": "v", "yuan": "van", "yue": "ve", "yun": "vn",
}  # fmt: skip
_RHOTIC = "ɻ"


def phonemes(syllable: Syllable) -> str:
    """A syllable for the model. Raises KeyError for a spelling that is no Mandarin syllable."""
    initial, final = divided(syllable.sound)
    before, after = _final(initial, final)
    tone = TONES[syllable.tone]
    if syllable.rhotic:
        return INITIALS.get(initial, "") + _rounded(before) + tone + _nasal(after) + _RHOTIC
    return INITIALS.get(initial, "") + before + tone + after


def divided(sound: str) -> tuple[str, str]:
    """The initial and the final of a syllable in pinyin."""
    if sound in VOWELLESS:
        return "", sound
    if sound in _SPELLED:
        return "", _SPELLED[sound]
    initial = sound[:2] if sound[:2] in INITIALS else sound[:1] if sound[:1] in INITIALS else ""
    final = sound[len(initial) :]
    if initial in _FRONT and final.startswith("u"):
        final = "v" + final[1:]
    return initial, "ve" if final == "ue" else final


def _final(initial: str, final: str) -> tuple[str, str]:
    if not initial:
        return ("ɔ", "") if final == "o" else VOWELLESS.get(final) or FINALS[final]
    if final == "i" and initial in _BUZZING:
        return "ɨ", ""
    return FINALS[final]


def _rounded(before: str) -> str:
    """The vowel to which the tongue can curl back: 孩儿 xa, not xai; 皮儿 and 事儿 get a schwa."""
    if before.endswith("ai") or before == "ei":
        return before[:-1]
    if before in {"i", "y"}:
        return before + "ə"
    return "ə" if before == "ɨ" else before


def _nasal(after: str) -> str:
    """点儿 loses its n, 空儿 keeps its ng."""
    return "" if after == "n" else after
