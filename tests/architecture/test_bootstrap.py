"""The task list's own ground: what it asks of the system, and how it hands pip's settings to uv."""

import struct
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

from tests.architecture import guards

sys.path.insert(0, str(guards.ROOT / "packaging"))

from bootstrap import environment, indexes, system

WHEEL = Path(PySide6.__file__).parent
LINKED = [
    *(
        WHEEL / f"{name}.abi3.so"
        for name in ("QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtSvg", "QtNetwork")
    ),
    *(WHEEL / "Qt/plugins/platforms" / f"libq{name}.so" for name in ("xcb", "offscreen")),
    *(WHEEL / "Qt/plugins").glob("xcbglintegrations/*.so"),
    *(WHEEL / "Qt/plugins").glob("platforminputcontexts/lib[ci]*.so"),
    *(WHEEL / "Qt/plugins").glob("i[mc]*/*svg*.so"),
]
BASE = {  # every Debian has them: libc6, libstdc++6, libgcc-s1, zlib1g, libzstd1
    *("libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "libresolv.so.2", "librt.so.1"),
    *(
        "libstdc++.so.6",
        "libgcc_s.so.1",
        "libz.so.1",
        "libzstd.so.1",
        "ld-linux-x86-64.so.2",
        "ld-linux-aarch64.so.1",
    ),
}


def needed_by(file):
    """The libraries an ELF file asks for (DT_NEEDED)."""
    data = file.read_bytes()
    table, size, count = (*struct.unpack_from("<Q", data, 40), *struct.unpack_from("<HH", data, 58))
    sections = [struct.unpack_from("<IIQQQQIIQQ", data, table + size * number) for number in range(count)]
    dynamic = next(section for section in sections if section[1] == 6)
    names = sections[dynamic[6]][4]
    for place in range(dynamic[4], dynamic[4] + dynamic[5], 16):
        tag, value = struct.unpack_from("<QQ", data, place)
        if tag == 1:
            yield data[names + value : data.index(b"\0", names + value)].decode()


@pytest.mark.skipif(sys.platform != "linux", reason="the wheel for Linux leaves libraries to the system")
def test_the_list_of_system_libraries_is_that_of_the_qt_wheel():
    bundled = {file.name: file for file in [*WHEEL.rglob("*.so*"), *WHEEL.parent.glob("shiboken6/*.so*")]}
    waiting, seen, outside = list(LINKED), set(), set()
    assert all(file.exists() for file in LINKED)
    while waiting:
        file = waiting.pop()
        for name in set(needed_by(file)) - seen:
            seen.add(name)
            if name in bundled:
                waiting.append(bundled[name])
            else:
                outside.add(name)
    outside -= BASE | {"libgthread-2.0.so.0"}  # in one package with libglib-2.0
    assert outside == set(system.QT_LIBRARIES)


def test_what_is_missing_is_named_in_one_line(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(system, "administrator", lambda: None)
    monkeypatch.setattr(
        system.shutil, "which", lambda name: f"/usr/bin/{name}" if name == "apt-get" else None
    )
    wish = system.Wish("libnice0", lambda: False, "没有甲", "there is no nice")
    with pytest.raises(SystemExit):
        system.provide({"libneeded.so": "libneeded1"}, [wish], tmp_path / "log")
    assert "apt-get install --no-install-recommends libneeded1 libnice0" in capsys.readouterr().err


def test_a_wish_is_told_once_and_stops_nothing(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(system, "administrator", lambda: None)
    wish = system.Wish("libnice0", lambda: False, "没有甲", "there is no nice")
    system.provide({}, [wish], tmp_path / "log")
    assert "没有甲" in capsys.readouterr().out
    system.provide({}, [wish], tmp_path / "log")
    assert capsys.readouterr().out == ""


def test_an_administrator_gets_everything_installed(monkeypatch, tmp_path):
    installed = []
    monkeypatch.setattr(system, "administrator", list)
    monkeypatch.setattr(system.shutil, "which", lambda _: "/usr/bin/apt-get")
    monkeypatch.setattr(system, "apt_install", lambda _, packages, __: installed.append(packages) or True)
    wish = system.Wish("libnice0", lambda: False, "没有甲", "there is no nice")
    system.provide({"libneeded.so": "libneeded1"}, [wish], tmp_path / "log")
    assert installed == [["libneeded1", "libnice0"]]


def test_the_package_lists_are_fetched_when_a_package_is_unknown(monkeypatch, tmp_path):
    commands = []

    def run(command, **_):
        commands.append("update" if "update" in command else "install")
        return subprocess.CompletedProcess(command, 0 if len(commands) > 1 else 100)

    monkeypatch.setattr(system.subprocess, "run", run)
    assert system.apt_install([], ["libneeded1"], tmp_path / "apt.log")
    assert commands == ["install", "update", "install"]


def test_pip_settings_reach_uv():
    listed = [
        ":env:.find-links='/wheels /more'",
        "global.find-links='/elsewhere'",
        "global.index-url='https://mirror.example/simple'",
        r"global.extra-index-url='\nhttps://one.example/simple\nhttps://two.example/simple'",
        "global.timeout='60'",
    ]
    variables = indexes.uv_variables(listed, "/cache", {"PATH": "/usr/bin"})
    assert variables["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
    assert variables["UV_INDEX"] == "https://one.example/simple https://two.example/simple"
    assert variables["UV_FIND_LINKS"] == "/wheels,/more"
    assert variables["UV_CACHE_DIR"] == "/cache"
    assert variables["PATH"] == "/usr/bin"


def test_settings_for_uv_itself_are_left_alone():
    listed = ["global.index-url='https://mirror.example/simple'"]
    own = {"UV_INDEX": "https://own.example/simple", "UV_CACHE_DIR": "/own"}
    assert indexes.uv_variables(listed, "/cache", own) == {**own, "UV_PYTHON_DOWNLOADS": "never"}


def test_a_changed_lock_file_is_noticed(monkeypatch, tmp_path):
    monkeypatch.setattr(environment, "REQUIREMENTS", tmp_path)
    place = environment.Environment(tmp_path)
    for name in ("run", "dev"):
        (tmp_path / f"{name}.txt").write_text("one", encoding="utf-8")
    assert not place.is_filled("run")
    place.stamp("dev").write_text(environment.fingerprint("dev"), encoding="utf-8")
    assert place.is_filled("run")
    assert place.is_filled("dev")
    (tmp_path / "dev.txt").write_text("two", encoding="utf-8")
    assert not place.is_filled("dev")


@pytest.mark.parametrize(
    ("lock", "bare", "asked"),
    [("soundfile==1 \\\n", True, 1), ("soundfile==1 \\\n", False, 0), ("other==1 \\\n", True, 0)],
)
def test_a_wheel_with_its_library_replaces_a_bare_one(monkeypatch, tmp_path, lock, bare, asked):
    made = environment.Environment(tmp_path)
    calls = []
    monkeypatch.setattr(environment.Environment, "_has", lambda _self, _module: not bare)
    monkeypatch.setattr(
        environment.Environment, "uv", lambda _self, *words, **options: calls.append((words, options)) or 0
    )
    file = tmp_path / "run.txt"
    file.write_text(f"first==1\n{lock}", encoding="utf-8")
    made._complete(file)
    assert len(calls) == asked
    for words, options in calls:
        assert words[0] == "install"
        assert "--require-hashes" in words
        assert words[words.index("--reinstall-package") + 1] == "soundfile"
        assert options == {"local_indexes": False}


def test_a_folder_without_a_python_is_not_usable(tmp_path):
    assert not environment.Environment(tmp_path).usable()
    assert environment.Environment(Path(sys.prefix)).usable()


def test_the_tasks_are_listed():
    done = subprocess.run(
        [sys.executable, guards.ROOT / "dev.py"], capture_output=True, encoding="utf-8", check=True
    )
    for task in ("run", "test", "package-test"):
        assert f"\n  {task} " in done.stdout


def test_an_unknown_task_is_answered_in_words():
    command = [sys.executable, guards.ROOT / "dev.py", "dance"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "没有叫“dance”的任务" in done.stderr
