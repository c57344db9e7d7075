"""The article "how to use": a few friendly words, then every command of the table, to be read aloud."""

from __future__ import annotations

from gxreader.app.command import Group
from gxreader.app.commands import COMMANDS, Command
from gxreader.app.key_names import key_names
from gxreader.app.opening import HOW_TO_URL
from gxreader.app.reader import Reader
from gxreader.i18n.messages import Messages, messages
from gxreader.model.article import Article, Block, Heading, ListBlock, ListItem, Paragraph, Run

SECTIONS = ("listen", "see", "open", "lost", "keyboard", "safe")


def how_to_article(reader: Reader, language: str) -> Article:
    """How to use the program, in Chinese or English, with the keys as they are now."""
    words = messages(language)
    blocks: list[Block] = [*_paragraphs(words.text("howto.lead"))]
    for section in SECTIONS:
        blocks.append(Heading((Run(words.text(f"howto.{section}")),)))
        blocks += _paragraphs(words.text(f"howto.{section}.text", **_keys_within(section, reader, words)))
    blocks.append(Heading((Run(words.text("howto.commands")),)))
    blocks += _paragraphs(words.text("howto.commands.text"))
    for group in Group:
        blocks.append(Heading((Run(words.text(f"ui.group.{group.value}")),), level=3))
        shown = [command for command in COMMANDS.values() if command.group is group]
        items = tuple(ListItem(_paragraphs(_line(command, reader, words))) for command in shown)
        blocks.append(ListBlock(items))
    return Article(
        title=words.text("howto.title"),
        source=words.text("ui.name-short"),
        language=language,
        url=HOW_TO_URL,
        site=words.text("ui.name-short"),
        blocks=tuple(blocks),
    )


def _paragraphs(text: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Run(line),)) for line in text.split("\n"))


def _keys_within(section: str, reader: Reader, words: Messages) -> dict[str, str]:
    """The keys that the words of a section name."""
    if section != "keyboard":
        return {}
    return {
        name: key_names(reader.shortcuts.of(name)[:1], words) or words.text(f"command.{name}")
        for name in ("describe", "play")
    }


def _line(command: Command, reader: Reader, words: Messages) -> str:
    name = words.text(f"command.{command.id}").replace("\u200b", "")
    what = words.text(f"command.{command.id}.help").rstrip("。.")
    keys = reader.shortcuts.of(command.id)
    if not keys:
        return words.text("howto.command", name=name, what=what)
    return words.text("howto.command-keys", name=name, what=what, keys=key_names(keys, words))
