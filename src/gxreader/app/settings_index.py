"""Every setting a reader can change, by where one would look for it, and found by its words."""

from __future__ import annotations

import unicodedata

from gxreader.app.command import Command
from gxreader.app.commands import COMMANDS
from gxreader.app.reader import Reader

# In each section the ones that are wanted most come first.
SECTIONS: dict[str, tuple[str, ...]] = {
    "see": (
        "bigger",
        "smaller",
        "colour-choice",
        "colours",
        "typeface",
        "strong-letters",
        "legible-latin",
        "line-spacing",
        "letter-spacing",
        "paragraph-spacing",
        "column-width",
        "fine-spacing",
        "full-width",
        "pictures",
        "scripts",
        "pinyin",
        "ruler",
        "caption",
        "caption-screen",
        "big-pointer",
        "motion",
        "focus",
        "own-ground",
        "own-ink",
        "print-size",
        "print-spacing",
        "print-margins",
        "print-format",
        "print-columns",
        "print-sides",
        "print-pictures",
        "print-code",
    ),
    "listen": (
        "louder",
        "quieter",
        "slower",
        "faster",
        "voices",
        "sound",
        "pauses",
        "clear-hearing",
        "ear",
        "prompts",
        "point-read",
        "skips",
        "marks",
        "dictionary",
        "sleep",
        "reset-voice",
    ),
    "hands": (
        "click-guard",
        "hold-click",
        "dwell-click",
        "try-hands",
        "describe",
        "shortcuts",
        "reset-shortcuts",
    ),
    "program": (
        "mode",
        "language",
        "refresh-hours",
        "offline-megabytes",
        "full-screen",
        "private",
        "forget",
        "local-page",
        "download-place",
        "first-run",
        "undo",
        "reset",
    ),
}


# What people call a thing otherwise, in both languages.
_ALSO_CALLED: dict[str, str] = {
    "voices": "声音 嗓子 发音人 sound speaker",
    "louder": "音量 声音 大声 sound volume",
    "quieter": "音量 声音 小声 sound volume",
    "sound": "声音 没声音 sound volume speakers",
    "slower": "语速 速度 speed pace",
    "faster": "语速 速度 speed pace",
    "bigger": "字号 字体大小 放大 zoom font size",
    "smaller": "字号 字体大小 缩小 zoom font size",
    "typeface": "字体 font",
    "strong-letters": "加粗 粗体 bold",
    "colours": "背景 夜间 深色 暗色 dark night theme background",
    "colour-choice": "背景 夜间 深色 暗色 dark night theme background",
    "scripts": "繁体 简体 香港 台湾 traditional simplified",
    "pinyin": "拼音 注音",
    "big-pointer": "鼠标 光标 mouse cursor",
    "motion": "动画 animation",
    "click-guard": "双击 double click",
    "local-page": "手机 无线网 局域网 wifi phone network",
    "private": "隐私 无痕 incognito private history",
    "forget": "隐私 清空 历史 记录 history clear delete",
    "mode": "长辈版 老年 大字版 关怀 elderly large",
    "language": "中文 英文 chinese english",
    "first-run": "重新设置 setup",
    "refresh-hours": "订阅 更新 流量 自动 refresh updates subscriptions",
    "offline-megabytes": "离线 缓存 空间 offline cache storage",
    **dict.fromkeys(
        (
            "print-size",
            "print-spacing",
            "print-margins",
            "print-format",
            "print-columns",
            "print-sides",
            "print-pictures",
            "print-code",
        ),
        "打印 印刷 纸 print paper",
    ),
    "reset": "恢复默认 出厂 default",
}


def _plain(text: str) -> str:
    """For comparing: full-width letters as narrow ones, no capitals, nothing that parts or joins words."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if not sign.isspace() and sign != "\u200b")


def has_words(reader: Reader, command: Command, wanted: str) -> bool:
    """Whether a command's words, its help or its keys hold every word that is looked for."""
    keys = " ".join(reader.shortcuts.of(command.id))
    also = _ALSO_CALLED.get(command.id, "")
    said = _plain(f"{command.words(reader)}\n{command.help(reader)}\n{keys}\n{also}")
    return all(_plain(word) in said for word in wanted.split())


def settings_in(section: str) -> tuple[Command, ...]:
    """The settings of a section."""
    return tuple(COMMANDS[command_id] for command_id in SECTIONS[section])


def settings_with(reader: Reader, wanted: str) -> tuple[Command, ...]:
    """The settings whose words or help hold what is looked for; those that are called so come first."""
    every = [command for section in SECTIONS for command in settings_in(section)]
    found = [command for command in every if has_words(reader, command, wanted)]
    first = _plain(wanted)
    return tuple(sorted(found, key=lambda command: first not in _plain(command.words(reader))))
