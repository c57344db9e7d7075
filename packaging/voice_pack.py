"""Makes the voice pack of the natural voice: one file, the same bytes each time.

python packaging/voice_pack.py [FILE]
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from gxreader.errors import SpeechError  # noqa: E402  # found only now
from gxreader.i18n.messages import messages, system_language  # noqa: E402
from gxreader.speech.packs.archive import SUFFIX, sum_of_file  # noqa: E402
from gxreader.speech.packs.catalogue import known  # noqa: E402
from gxreader.speech.packs.install import build  # noqa: E402


def main() -> int:
    """Gather, verify and write the pack; print where it is and its SHA-256."""
    words = messages(system_language())
    name = f"gxreader-voice-{known().id}{SUFFIX}"
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        build(target, lambda key: print(words.text(key, megabytes=known().megabytes), flush=True))
    except SpeechError as error:
        print(words.text(error.key, **error.arguments), file=sys.stderr)
        return 1
    print(f"{target} ({target.stat().st_size / 1e6:.0f} MB)\nSHA-256 {sum_of_file(target)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
