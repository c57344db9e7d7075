"""What the look of letters costs when a part is laid out in the window: `python3 dev.py bench-layout`.

A part of about 10,000 characters with Latin letters, digits and quotes as dense as in news is written and
laid out by turns in three ways: as the face sets it (the peer), with fine spacing, and with pinyin whose
spacing was not reckoned before. Told is the time the window's own thread worked, the least and the median of
all turns, and the median of the ratios to the peer in the same turn: the computer may be busy elsewhere.
"""

from __future__ import annotations

import gc
import os
import random
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import msgspec  # noqa: E402 - after the platform is chosen
from PySide6.QtCore import QEvent  # noqa: E402 - the same
from PySide6.QtWidgets import QApplication  # noqa: E402 - the same

from gxreader.model.article import Article, Paragraph, text_run  # noqa: E402 - the same
from gxreader.qt import pinyin_text  # noqa: E402 - the same
from gxreader.qt.look import Look  # noqa: E402 - the same
from gxreader.qt.main import application  # noqa: E402 - the same
from gxreader.qt.window import Window  # noqa: E402 - the same
from gxreader.settings import schema  # noqa: E402 - the same
from gxreader.settings.store import Settings  # noqa: E402 - the same
from tests.parts import build_reader  # noqa: E402 - the same

TURNS = 30
MOST = 50.0  # milliseconds the window may wait
NEWS = (
    "2026年11月27日，第35次会议召开。会议强调：“要以人民为中心，建设数字广西（2.0版），力争GDP增长5.5%以上。”"
    "来自14个市的代表300多人参观了老渡口和《春江》（节选）书画展，"
)
STORY = "老船工把缆绳一圈一圈地收好，慢慢地过了河，岸上的孩子们都笑了起来。渡口边的老榕树下坐着几位老人。"


def article() -> Article:
    """Sixty-four paragraphs, none like another; every eighth is news."""
    chance = random.Random(1)  # noqa: S311 - the same text at every run
    texts = []
    for number in range(64):
        signs = list(STORY * 3)
        chance.shuffle(signs)
        texts.append((NEWS if number % 8 == 0 else "") + "".join(signs))
    return Article(title="渡口", language="zh", blocks=tuple(Paragraph(text_run(text)) for text in texts))


def laid_out(window: Window, look: Look) -> float:
    """Milliseconds of the thread's own work for one layout."""
    pinyin_text._KNOWN.clear()  # noqa: SLF001 - as if it were shown for the first time
    view = window.view
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # what was there before
    gc.collect()
    view._look = look  # noqa: SLF001 - each way by itself, without the rest of the window
    before = time.thread_time()
    view._show_part(0)  # noqa: SLF001 - the same
    view.verticalScrollBar().maximum()
    return (time.thread_time() - before) * 1000


def main() -> int:
    """Print a line for each way; 1 if one of them makes the window wait."""
    application()
    settings = Settings(None)
    settings.set(schema.MODE, "elderly")
    reader = build_reader(settings).reader
    reader.session.show(article())
    window = Window(reader)
    window.resize(1366, 768)
    window.show()
    settings.set(schema.PINYIN, True)
    window.refresh()
    QApplication.processEvents()
    with_pinyin = window.look
    fine = msgspec.structs.replace(with_pinyin, pinyin=False)
    plain = msgspec.structs.replace(fine, lettering=msgspec.structs.replace(fine.lettering, is_fine=False))
    ways = {"as the face sets it": plain, "fine spacing": fine, "fine spacing and pinyin": with_pinyin}
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _turn in range(TURNS):
        for name, look in ways.items():
            times[name].append(laid_out(window, look))
    peer = times["as the face sets it"]
    for name, found in times.items():
        ratio = statistics.median(one / other for one, other in zip(found, peer, strict=True))
        print(
            f"{name:24} least {min(found):5.1f} ms  median {statistics.median(found):5.1f} ms  x {ratio:.2f}"
        )
    return int(any(min(found) > MOST for found in times.values()))


if __name__ == "__main__":
    sys.exit(main())
