"""Settings survive a restart, a bad file, and a newer version."""

import json
from pathlib import Path

import pytest

from gxreader.settings import schema
from gxreader.settings.store import Settings, replace_file


def test_a_setting_survives_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "settings.json"
    settings = Settings(file)
    settings.set(schema.MODE, "elderly")
    settings.set(schema.SPEECH_RATE, 1.3)
    settings.save()
    again = Settings(file)
    assert again.get(schema.MODE) == "elderly"
    assert again.get(schema.SPEECH_RATE) == pytest.approx(1.3)
    assert again.get(schema.SCHEME) == schema.SCHEME.default


def test_without_a_file_nothing_is_written(tmp_path: Path) -> None:
    settings = Settings(None)
    settings.set(schema.MODE, "elderly")
    settings.save()
    assert list(tmp_path.rglob("*.json")) == []


def test_values_out_of_range_are_refused_and_from_a_file_ignored(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        Settings(None).set(schema.SPEECH_RATE, 9.0)
    file = tmp_path / "settings.json"
    file.write_text('{"speech-rate": 9, "text-size-elderly": true, "mode": "elderly", "volume": 1}')
    settings = Settings(file)
    assert settings.get(schema.SPEECH_RATE) == schema.SPEECH_RATE.default
    assert settings.get(schema.TEXT_SIZE_ELDERLY) == schema.TEXT_SIZE_ELDERLY.default
    assert settings.get(schema.MODE) == "elderly"
    assert settings.get(schema.VOLUME) == 1.0


def test_a_damaged_file_is_set_aside_and_told_of(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(b'{"mode": "eld')
    settings = Settings(file)
    assert settings.get(schema.MODE) == "standard"
    assert settings.damaged_copy is not None
    assert settings.damaged_copy.read_bytes() == b'{"mode": "eld'


def test_settings_of_a_newer_version_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"from-the-future": [1, 2], "mode": "elderly"}')
    settings = Settings(file)
    settings.set(schema.MODE, "standard")
    settings.save()
    assert json.loads(file.read_text())["from-the-future"] == [1, 2]


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(b"old")

    def power_cut(_descriptor: int) -> None:
        raise OSError("power cut")

    monkeypatch.setattr("os.fsync", power_cut)
    with pytest.raises(OSError, match="power cut"):
        replace_file(file, b"new")
    assert file.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.endswith(".draft")] == []


def test_older_values_never_overwrite_newer_ones(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    settings = Settings(file)
    settings.set(schema.MODE, "elderly")
    slow = settings.take_unsaved()
    settings.set(schema.MODE, "standard")
    settings.save()
    assert slow is not None
    slow()
    assert Settings(file).get(schema.MODE) == "standard"


def test_what_the_disk_refused_is_tried_again(tmp_path: Path) -> None:
    blocked = tmp_path / "folder"
    blocked.write_text("in the way")
    settings = Settings(blocked / "settings.json")
    settings.set(schema.MODE, "elderly")
    with pytest.raises(OSError, match="folder"):
        settings.save()
    blocked.unlink()
    settings.save()
    assert Settings(blocked / "settings.json").get(schema.MODE) == "elderly"


def test_every_default_is_accepted_and_every_key_stands_once() -> None:
    assert all(setting.accepts(setting.default) for setting in schema.SETTINGS)
    keys = [setting.key for setting in schema.SETTINGS]
    assert len(keys) == len(set(keys))
