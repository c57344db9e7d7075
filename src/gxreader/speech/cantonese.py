"""Whether a Chinese sentence is Cantonese: by the hanzi and words that Mandarin does not write."""

from __future__ import annotations

# One of these is enough: Mandarin has no use for them.
_SURE = frozenset("嘅咗佢哋嚟啲嗰嘢噉啱嘥攞瞓嗌掂冚喺冇嚿")
# Of these it takes two, for Mandarin writes them now and then: 唔 as a sigh, 咩 as a sheep.
_HINT_WORDS = """
    唔 咩 乜 咁 睇 揾 搵 畀 俾 谂 諗 喇 㗎 嘞 啫 吖 听日 聽日 琴日 今日 而家 点解 點解 边度 邊度
    边个 邊個 几多 幾多 听讲 聽講 系咪 係咪 鍾意 钟意 靓 靚 食饭 食飯 返工 返屋企 屋企 倾偈 傾偈 细路
    細路 阿婆话 我话 好似 平啲 係 慳 悭 行街 饮茶 飲茶 咪 冧 啦 唔好 唔该 唔該 唔使 唔知 唔系 唔係 真系
    晒喇 卖晒 賣晒
"""
_WEAK_WORDS = """
    今日 好似 啦 咪 係 饮茶 飲茶 行街 听讲 聽講 靓 靚 几多 幾多 喇
"""
_HINTS = frozenset(_HINT_WORDS.split())
_WEAK = frozenset(_WEAK_WORDS.split())
_ENOUGH = 2.0


def is_cantonese(text: str) -> bool:
    """Whether a sentence is written as Cantonese is spoken."""
    if any(character in _SURE for character in text):
        return True
    found = {hint for hint in _HINTS if hint in text}
    score = sum(0.5 if hint in _WEAK else 1.0 for hint in found)
    return score >= _ENOUGH and bool(found - _WEAK)
