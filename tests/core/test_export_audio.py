"""Sound files of many pieces: joined without a seam, found at their times, read by independent programs."""

import errno
import re
import shutil
import struct
import subprocess

import numpy as np
import pytest

from gxreader.errors import OutputError, UsageError
from gxreader.export import audio, audio_ffmpeg, audio_formats
from gxreader.export.audio import PieceFile, write_sound
from gxreader.export.audio_ffmpeg import metadata
from gxreader.export.audio_formats import FORMATS, encode_piece, format_of, rate_for, shortening
from gxreader.export.audio_mp3 import stream_of
from gxreader.export.audio_ogg import check_sum
from gxreader.export.audio_tags import Chapter, Tags
from gxreader.speech.sinks.resample import resampled
from tests.core.sound_files import PIECE_SECONDS, RATE, decoded, noise, place_of, probed

JOINED = (".mp3", ".opus", ".flac", ".wav")


def needs_ffmpeg():
    if shutil.which("ffmpeg") is None:
        pytest.skip("no ffmpeg on this machine")


def made(tmp_path, suffix, *, steady=True, chapters=True, title="渡口 = 早班; 船"):
    """A file of three pieces; each piece's samples, and where it must begin in the whole, in seconds."""
    form = format_of(suffix)
    rate = rate_for(form, RATE)
    pieces, sounds, starts, at = [], [], [], 0.0
    for number, seconds in enumerate(PIECE_SECONDS):
        sound = noise(seconds, number)
        pcm = resampled(sound.tobytes(), RATE, rate)
        encoded = encode_piece(form, pcm, rate, steady=steady)
        path = tmp_path / f"piece{number}{form.piece_suffix}"
        path.write_bytes(encoded.data)
        pieces.append(PieceFile(path, len(pcm) // 2, rate))
        sounds.append(memoryview(pcm).cast("h"))
        starts.append(at)
        at += encoded.samples / encoded.sample_rate
    ends = [*starts[1:], at]
    marks = tuple(
        Chapter(f"第{number}章 Ä\\n", start * 1000, end * 1000)
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1)
    )
    tags = Tags(
        title=title,
        artist="老船工",
        album="渡口集",
        date="2026-03-01",
        language="zh-CN",
        url="https://example.com/渡口",
        track=2,
        tracks=12,
        seconds=at,
        chapters=marks if chapters else (),
    )
    target = tmp_path / f"whole{suffix}"
    told = []
    write_sound(target, pieces, tags, tmp_path, told.append)
    assert told == [0, 1, 2]
    return target, sounds, starts, at


@pytest.mark.parametrize("suffix", JOINED)
@pytest.mark.parametrize("steady", [True, False])
def test_every_piece_is_heard_at_its_time_and_the_length_adds_up(tmp_path, suffix, steady):
    target, sounds, starts, _ = made(tmp_path, suffix, steady=steady)
    whole, rate = decoded(target)
    assert len(whole) == pytest.approx(starts[-1] * rate + len(sounds[-1]), abs=2)
    for sound, start in zip(sounds, starts, strict=True):
        found = place_of(np.array(sound), whole, round(start * rate), rate)
        assert found == pytest.approx(start * rate, abs=rate // 1000)  # a millisecond


@pytest.mark.parametrize("suffix", [*JOINED, ".m4b"])
def test_an_independent_program_reads_title_language_and_chapters(tmp_path, suffix):
    if suffix == ".m4b":
        needs_ffmpeg()
    target, _, starts, length = made(tmp_path, suffix)
    tags, chapters, seconds = probed(target)
    assert tags["title"] == "渡口 = 早班; 船"
    assert tags["artist"] == "老船工"
    assert tags["date"] == "2026-03-01"
    assert "渡口集" in tags["album"]
    if suffix not in {".wav", ".m4b"}:
        assert tags["language"] == "zho"
    assert seconds == pytest.approx(length, abs=0.15)
    assert [title for title, _, _ in chapters] == [f"第{number}章 Ä\\n" for number in (1, 2, 3)]
    assert [start for _, start, _ in chapters] == pytest.approx(starts, abs=0.002)
    assert chapters[-1][2] == pytest.approx(length, abs=0.15)


def test_ffmpeg_decodes_exactly_what_was_spoken_of_an_mp3(tmp_path):
    needs_ffmpeg()
    target, sounds, starts, _ = made(tmp_path, ".mp3")
    words = ["ffmpeg", "-v", "warning", "-i", str(target), "-f", "s16le", "-"]
    done = subprocess.run(words, capture_output=True, check=True)
    assert done.stderr == b""
    assert len(done.stdout) // 2 == pytest.approx(starts[-1] * RATE + len(sounds[-1]), abs=2)


def test_pages_of_ogg_are_whole(tmp_path):
    target, *_ = made(tmp_path, ".opus", title="长" * 30000)  # its comments need more than one page
    data, place, numbers, flags = target.read_bytes(), 0, [], []
    while place < len(data):
        kind, _, _, number, check, count = struct.unpack_from("<xBQIIIB", data, place + 4)
        size = 27 + count + sum(data[place + 27 : place + 27 + count])
        page = data[place : place + 22] + bytes(4) + data[place + 26 : place + size]
        assert check == slow_check_sum(page) == check_sum(page)
        numbers.append(number)
        flags.append(kind)
        place += size
    assert numbers == list(range(len(numbers)))
    assert flags[0] == 2
    assert flags[-1] == 4
    assert 1 in flags
    assert probed(target)[0]["title"] == "长" * 30000


def slow_check_sum(page):
    """RFC 3533's words as a loop."""
    remainder = 0
    for byte in page:
        remainder ^= byte << 24
        for _ in range(8):
            remainder = (remainder << 1 ^ (0x04C11DB7 if remainder >> 31 else 0)) & 0xFFFFFFFF
    return remainder


def test_a_steady_mp3_has_one_bit_rate_and_another_has_many():
    pcm = noise(3, 1).tobytes()
    steady, other = (
        len(encode_piece(FORMATS[".mp3"], pcm, RATE, steady=steady).data) for steady in (True, False)
    )
    assert steady * 8 / 3 == pytest.approx(64000, rel=0.1)
    assert other != steady


def test_what_an_encoder_adds_is_taken_from_the_pause_before_it():
    """A pause with a seam in it is as long as another, to a fiftieth of a second."""
    for suffix in (".mp3", ".opus"):
        form = format_of(suffix)
        rate = rate_for(form, RATE)
        for length in (RATE, RATE * 2 + 333, RATE * 3 + 7):
            pcm = bytes(2 * (length - shortening(form, rate)))
            encoded = encode_piece(form, pcm, rate)
            seconds = encoded.samples / encoded.sample_rate
            assert seconds == pytest.approx(length / rate, abs=0.02)


def test_a_file_appears_whole_or_not_at_all(tmp_path):
    target, *_ = made(tmp_path, ".wav")
    before = target.read_bytes()
    piece = PieceFile(tmp_path / "piece0.flac", RATE * 2, RATE)

    def breaks(_number):
        assert target.read_bytes() == before
        raise UsageError("export.cancelled")

    for suffix in JOINED:
        path = target.with_suffix(suffix)
        existed = path.exists()
        kept = tmp_path / f"piece0{format_of(suffix).piece_suffix}"
        kept.write_bytes(encode_piece(format_of(suffix), noise(1, 1).tobytes(), 24000).data)
        with pytest.raises(UsageError):
            write_sound(path, [PieceFile(kept, RATE, 24000)], Tags(), tmp_path, breaks)
        assert path.exists() == existed
        assert not list(tmp_path.glob("joined*"))
    assert target.read_bytes() == before
    assert piece.path.exists()


@pytest.mark.parametrize("suffix", JOINED)
def test_a_full_disk_is_told_and_breaks_nothing(tmp_path, suffix, monkeypatch):
    target, *_ = made(tmp_path, suffix)
    before = target.read_bytes()
    real = audio.Path.open

    class Full:
        def __init__(self, file):
            self.file, self.seek, self.tell, self.read = file, file.seek, file.tell, file.read

        def write(self, data):
            if self.file.tell() + len(data) > 4000:
                raise OSError(errno.ENOSPC, "full")
            return self.file.write(data)

        def __enter__(self):
            return self

        def __exit__(self, *_ignored):
            self.file.close()

    def opened(path, mode="r", *more, **named):
        file = real(path, mode, *more, **named)
        return Full(file) if "w" in mode else file

    monkeypatch.setattr(audio.Path, "open", opened)
    pieces = [
        PieceFile(file, RATE, rate_for(format_of(suffix), RATE)) for file in sorted(tmp_path.glob("piece*"))
    ]
    with pytest.raises(OutputError) as caught:
        write_sound(target, pieces, Tags(title="x"), tmp_path, lambda _number: None)
    assert caught.value.key == "export.disk-full"
    monkeypatch.undo()
    assert target.read_bytes() == before
    assert {file.name for file in tmp_path.iterdir() if file.is_file()} == {
        target.name,
        *(piece.path.name for piece in pieces),
    }


def test_little_room_is_told_before_it_is_used_up(tmp_path):
    with pytest.raises(OutputError) as caught:
        audio_formats.check_space(tmp_path, 1 << 60)
    assert caught.value.key == "export.no-space"
    assert int(caught.value.arguments["needed"]) == 1 << 40
    audio_formats.check_space(tmp_path, 1)


def test_a_wave_that_cannot_count_its_bytes_is_refused(tmp_path):
    piece = PieceFile(tmp_path / "a.flac", 1 << 31, RATE)
    with pytest.raises(OutputError) as caught:
        write_sound(tmp_path / "a.wav", [piece], Tags(), tmp_path, lambda _number: None)
    assert caught.value.key == "export.too-long-for-wave"


def test_without_ffmpeg_an_audio_book_is_refused_in_a_sentence(monkeypatch):
    monkeypatch.setattr(audio_ffmpeg.shutil, "which", lambda _name: None)
    with pytest.raises(OutputError) as caught:
        audio_ffmpeg.find_ffmpeg()
    assert caught.value.key == "export.no-ffmpeg"


def test_what_ffmpeg_complains_of_is_told(tmp_path):
    needs_ffmpeg()
    with pytest.raises(OutputError) as caught:
        audio_ffmpeg.write_m4b(tmp_path / "nowhere" / "a.m4b", RATE, [bytes(2000)] * 3, Tags())
    assert caught.value.key == "export.ffmpeg-refused"
    assert "nowhere" in caught.value.arguments["detail"]


def test_facts_for_ffmpeg_hold_no_markup_of_the_text():
    tags = Tags(title="a=b;c#d\\e\nf", chapters=(Chapter("x", 0, 1000.4), Chapter("=", 1000.4, 2000)))
    lines = metadata(tags).split("\n")
    assert "title=a\\=b\\;c\\#d\\\\e\\" in lines
    assert lines.count("[CHAPTER]") == 2
    assert "START=1000" in lines
    assert "title=\\=" in lines


def test_no_more_chapters_are_written_than_mp3_can_count():
    from gxreader.export.audio_id3 import id3

    chapters = tuple(Chapter(f"{number}", number * 10, number * 10 + 10) for number in range(300))
    tag = id3(Tags(chapters=chapters))
    assert len(re.findall(rb"CHAP....\0\0chapter\d+\0", tag, re.DOTALL)) == 255
    assert len(tag) == 10 + sum(byte << shift for byte, shift in zip(tag[6:10], (21, 14, 7, 0), strict=True))


@pytest.mark.parametrize("data", [b"", b"\xff\xfb", b"no sound at all, but many words" * 9])
def test_what_is_no_mp3_is_refused(data):
    with pytest.raises(ValueError, match="MP3"):
        stream_of(data)
