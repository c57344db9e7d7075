"""Every test that docs/accessibility.md names exists."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def unknown(text: str, sources: str) -> list[str]:
    """The tests a text names that no source defines."""
    named = set(re.findall(r"`(test_\w+)`", text))
    return sorted(name for name in named if f"def {name}(" not in sources)


def test_audit_of_the_document() -> None:
    text = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")
    sources = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("test_*.py"))
    assert "`test_" in text
    assert unknown(text, sources) == []


def test_audit_of_a_document_that_rots_is_red() -> None:
    assert unknown("`test_gone` and `test_here`", "def test_here() -> None:") == ["test_gone"]
