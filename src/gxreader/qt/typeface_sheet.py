"""The screen of typefaces: a sample above keys that are each written in their own face."""

from __future__ import annotations

from functools import partial

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from gxreader.app.reader import Reader
from gxreader.qt.fonts import family_of, font
from gxreader.qt.keys import Key
from gxreader.qt.look import Look
from gxreader.qt.marks_sheet import Sample, Samples
from gxreader.qt.plain_label import plain_label
from gxreader.qt.sheet import Sheet
from gxreader.qt.tile import Tile
from gxreader.theme.lettering import HEI, TYPEFACES, Lettering

_SAMPLE_SIZE = 36  # pixels, at most: all of the sample shall be seen
_SAMPLES: Samples = {  # Latin letters, digits and quotes among Chinese
    "zh": (
        "2026年11月，",
        ("桂林", "到", "柳州", "开了", "15", "趟", "D", "字头", "的", "火车。"),
        "阿婆说：“这样好（真好）！”她要带上Wi-Fi和0O1Il都分得清的眼镜。",
    ),
    "en": (
        "In November 2026, ",
        ("fifteen ", "new ", "trains ", "went ", "to ", "Liuzhou. "),
        "“Good!” said Mrs Wei, who tells 0 from O, and 1 from I and l.",
    ),
}


class TypefaceSheet(Sheet):
    """The faces this computer has, and how their letters are set."""

    title_key = "command.typeface"
    corner_commands = ("undo", "help")
    commands = ("strong-letters", "legible-latin", "fine-spacing", "full-width")

    def __init__(self, reader: Reader) -> None:
        """Make the sample, the keys and the tiles."""
        super().__init__(reader)
        self.sample = Sample(samples=_SAMPLES)
        self.content.addWidget(self.sample, 4)
        self._row = QHBoxLayout()
        self.faces: dict[str, Key] = {}
        for typeface in TYPEFACES:
            if not family_of(typeface):
                continue
            key = self.faces[typeface] = Key("")
            key.setCheckable(True)
            key.setObjectName(f"typeface-{typeface}")
            key.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            key.clicked.connect(partial(self._choose, typeface))
            self._row.addWidget(key, 1)
        self.content.addLayout(self._row)
        self._missing = plain_label()
        self._missing.setWordWrap(True)
        self._missing.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.content.addWidget(self._missing)
        self._tiles = QHBoxLayout()
        for command_id in self.commands:
            self._tiles.addWidget(Tile(reader, command_id))
        self.content.addLayout(self._tiles, 2)
        self.content.addStretch(1)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state; each key is written in its own face."""
        super().refresh(look)
        words, chosen = self.reader.appearance.messages, self.reader.appearance.lettering.typeface
        chosen = chosen if chosen in self.faces else HEI  # what is not on this computer is not what is shown
        for row in (self._row, self._tiles):
            row.setSpacing(look.px(look.face.gap))
        for typeface, key in self.faces.items():
            is_chosen = typeface == chosen
            key.set_words(words.text(f"ui.typeface.{typeface}"), words.text("ui.in-use") if is_chosen else "")
            key.set_icon("check" if is_chosen else "")
            key.setChecked(is_chosen)
            key.setMinimumHeight(look.px(look.face.key_height))
            key.set_look(look)
            key.setFont(font(look.interface_text, latin=look.latin, lettering=Lettering(typeface)))
        missing = [words.text(f"ui.typeface.{one}") for one in TYPEFACES if one not in self.faces]
        self._missing.setVisible(bool(missing))
        names = ("、" if words.language == "zh" else ", ").join(missing)
        self._missing.setText(words.text("ui.typeface-missing", names=names))
        self._missing.setFont(look.font(look.px(look.face.smallest_text)))
        sample = msgspec.structs.replace(look, text_size=min(look.text_size, _SAMPLE_SIZE))
        self.sample.refresh(sample, self.reader)

    def _choose(self, typeface: str, _checked: bool = False) -> None:
        self.reader.appearance.choose_typeface(typeface)
        self.faces[typeface].setChecked(True)  # a press on the chosen one does not unchoose it
