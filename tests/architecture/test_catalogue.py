"""Every message that is used stands in both languages, and every message that stands there is used."""

import subprocess
import sys

import pytest

from tests.architecture import catalogue, guards

I18N = guards.ROOT / "resources" / "i18n"


def both():
    return catalogue.messages(I18N / "zh"), catalogue.messages(I18N / "en")


def test_messages_and_sources_agree():
    zh, en = both()
    areas = {key.partition(".")[0] for key in zh.keys() | en.keys()}
    keys, patterns = catalogue.used((text for _, _, text in guards.modules(guards.ROOT)), areas)
    assert catalogue.faults(keys, patterns, zh, en) == []


SOURCE = 'def say(name):\n    return text("load.gone", name=name), text(f"theme.{name}"), "load.json"\n'
GOOD = {"load.gone": ("{name} gone",), "theme.night": ("night",)}


@pytest.mark.parametrize(
    ("source", "zh", "en", "fault"),
    [
        (SOURCE + 'text("load.lost")', GOOD, GOOD, "load.lost is used and stands in no catalogue"),
        (SOURCE, {"load.gone": ("",)}, GOOD, "theme.night is missing in zh"),
        (SOURCE, GOOD, {"theme.night": ("night",)}, "load.gone is missing in en"),
        (SOURCE, GOOD | {"load.old": ("x",)}, GOOD | {"load.old": ("x",)}, "load.old is not used"),
        (SOURCE, GOOD | {"load.gone": ("{file}",)}, GOOD, "load.gone has other gaps in zh than in en"),
        (SOURCE, GOOD | {"load.gone": ("",)}, GOOD, "load.gone is empty"),
        (SOURCE, {"load.gone": ("{name}",)}, {"load.gone": ("{name}",)}, "matches no key"),
    ],
)
def test_a_fault_is_seen(source, zh, en, fault):
    keys, patterns = catalogue.used([source], {"load", "theme"})
    assert any(fault in found for found in catalogue.faults(keys, patterns, zh, en))


def test_agreement_is_seen():
    keys, patterns = catalogue.used([SOURCE], {"load", "theme"})
    assert catalogue.faults(keys, patterns, GOOD, GOOD) == []


def test_compiled_catalogues_are_fresh():
    script = str(guards.ROOT / "packaging" / "messages.py")
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 0


def test_a_stale_catalogue_is_seen(monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(str(guards.ROOT / "packaging"))
    import messages

    for language in messages.PLURALS:
        (tmp_path / language).mkdir()
        source = (I18N / language / "errors.po").read_text(encoding="utf-8")
        (tmp_path / language / "errors.po").write_text(source, encoding="utf-8")
    monkeypatch.setattr(messages, "I18N", tmp_path)
    monkeypatch.setattr(sys, "argv", ["messages.py"])
    messages.main()
    monkeypatch.setattr(sys, "argv", ["messages.py", "--check"])
    messages.main()
    with (tmp_path / "en" / "errors.po").open("a", encoding="utf-8") as file:
        file.write('\nmsgid "load.more"\nmsgstr "More."\n')
    with pytest.raises(SystemExit, match="older than"):
        messages.main()
