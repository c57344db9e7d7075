"""An article as a sound file: every sentence with its pause, whole or not at all, told in sentences."""

import argparse
import json
import signal
import subprocess
import sys
import time
import wave

import pytest

from gxreader.cli import speak, voices
from gxreader.cli.loading import loaded
from gxreader.errors import SpeechError, UsageError
from gxreader.i18n.messages import messages
from gxreader.model.article import Article, Paragraph, Separator, text_run
from gxreader.model.codec import to_json
from gxreader.model.units import Units
from gxreader.speech.record import RECORDING_RATE, record
from gxreader.speech.script import build_script
from gxreader.speech.synthesiser import SilentSynthesiser
from gxreader.speech.values import SpeechSettings
from tests.seed import seed_path

ARTICLE = Article(
    title="渡口",
    blocks=(
        Paragraph(text_run("老船工收好缆绳。第一班客人来了。")),
        Paragraph(text_run("The ferry leaves.")),
    ),
    language="zh",
)


class RefusingSynthesiser(SilentSynthesiser):
    def ask(self, ticket, request, answered):
        if "客人" in request.text:
            answered(ticket, SpeechError("speech.sentence-skipped", text=request.text))
        else:
            super().ask(ticket, request, answered)


def seconds(pieces):
    return sum(map(len, pieces)) / 2 / RECORDING_RATE


def test_every_sentence_is_recorded_with_the_players_pauses():
    script = build_script(Units(ARTICLE), "zh")
    settings = SpeechSettings(sentence_pause=100, paragraph_pause=200, heading_pause=400)
    pieces = list(record(script, SilentSynthesiser(), settings, pytest.fail))
    assert len(pieces) == 4
    spoken = [2 / 4.5, 7 / 4.5, 7 / 4.5, (210 + 350 + 420) / 1000]
    assert seconds(pieces) == pytest.approx(sum(spoken) + 0.4 + 0.1 + 0.2, abs=0.02)


def test_a_sentence_that_cannot_be_spoken_is_told_and_left_out():
    script = build_script(Units(ARTICLE), "zh")
    told = []
    assert len(list(record(script, RefusingSynthesiser(), SpeechSettings(), told.append))) == 3
    assert told[0].arguments["text"] == "第一班客人来了。"


def run(command, *arguments):
    words = messages("en")
    parser = argparse.ArgumentParser()
    command.configure(parser, words)
    return command.run(parser.parse_args(arguments), words)


def test_the_command_speaks_an_article_into_a_file(tmp_path, capsys):
    source = tmp_path / "article.json"
    source.write_bytes(to_json(ARTICLE))
    output = tmp_path / "article.wav"
    assert run(speak, str(source), "--output", str(output), "--rate", "2.0") == 0
    with wave.open(str(output)) as file:
        fast = file.getnframes() / file.getframerate()
    assert 2 < fast < 8
    assert "0:0" in capsys.readouterr().out
    assert run(speak, str(source), "--output", str(output), "--voice", "espeak:sit/yue") == 0
    with wave.open(str(output)) as file:
        assert file.getnframes() / file.getframerate() > fast


@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        (("--output", "a.aiff"), "cli.speak.output-wrong"),
        (("--folder", "a", "--format", "tape"), "cli.speak.output-wrong"),
        (("--output", "a.wav", "--subtitles", "a.txt"), "cli.speak.subtitles-wrong"),
        (("--output", "a.wav", "--chapters", "a.srt"), "cli.output-wrong"),
        (("--folder", "a", "--minutes", "0"), "cli.speak.minutes-wrong"),
        (("--output", "a.wav", "--part", "2"), "cli.speak.part-wrong"),
        (("--output", "a.wav", "--part", "x"), "cli.speak.part-wrong"),
        (("--output", "a.wav", "--from", "nowhere"), "cli.speak.heading-wrong"),
        (("--output", "a.wav", "--from", "a", "--part", "1"), "cli.speak.part-or-heading"),
        (("--output", "a.wav", "--rate", "9"), "cli.speak.rate-wrong"),
        (("--output", "a.wav", "--voice", "espeak:nobody"), "speech.voice-unknown"),
    ],
)
def test_wrong_wishes_are_told_in_a_sentence(tmp_path, arguments, key):
    source = tmp_path / "article.json"
    source.write_bytes(to_json(ARTICLE))
    with pytest.raises(UsageError) as caught:
        run(speak, str(source), *arguments)
    assert caught.value.key == key
    for language in ("zh", "en"):
        assert messages(language).error(caught.value) != key


def test_an_article_without_text_cannot_be_spoken(tmp_path):
    source = tmp_path / "article.json"
    source.write_bytes(to_json(Article(blocks=(Separator(),))))
    with pytest.raises(SpeechError) as caught:
        run(speak, str(source), "--output", str(tmp_path / "a.wav"))
    assert caught.value.key == "speech.nothing-to-say"


@pytest.mark.skipif(sys.platform != "linux", reason="the ids are those of espeak-ng on Linux")
def test_the_voices_are_listed_for_people_and_for_programs(capsys):
    assert run(voices) == 0
    first = capsys.readouterr().out.splitlines()
    assert "espeak:sit/cmn" in first[1]
    assert run(voices, "--json") == 0
    listed = json.loads(capsys.readouterr().out)["voices"]
    assert listed[0]["language"].startswith("zh")
    assert set(listed[0]) == {"id", "name", "language", "engine"}


@pytest.mark.seed
def test_the_seed_article_is_spoken_whole(tmp_path):  # how long it takes: `dev.py bench-recording`
    path = seed_path()
    if path is None:
        pytest.skip("the seed article is not on this machine")
    output = tmp_path / "seed.wav"
    length = speak.speak_article(loaded(str(path), "zh").article, output, messages("zh"))
    assert length > 300


def test_the_command_writes_numbered_files_with_words_beside_them(tmp_path, capsys):
    source = tmp_path / "article.json"
    source.write_bytes(to_json(ARTICLE))
    radio = tmp_path / "radio"
    assert run(speak, str(source), "--folder", str(radio), "--subtitles", "lrc", "--ascii-names") == 0
    assert sorted(file.name for file in radio.iterdir()) == ["001.lrc", "001.mp3", "gxreader.m3u8"]
    assert "1 file," in capsys.readouterr().out
    assert run(speak, str(source), "--list-parts") == 0
    assert "渡口" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal as a terminal does")
@pytest.mark.parametrize("resume", [True, False])
def test_ctrl_c_ends_in_a_sentence_and_leaves_nothing_or_what_can_be_gone_on_from(tmp_path, resume):
    blocks = tuple(Paragraph(text_run(f"第{n}天，老船工收好缆绳。" * 12)) for n in range(400))
    source = tmp_path / "article.json"
    source.write_bytes(to_json(Article(title="渡口", blocks=blocks, language="zh")))
    output = tmp_path / "a.mp3"
    words = [sys.executable, "-m", "gxreader", "--lang", "en", "speak", str(source), "--output", str(output)]
    process = subprocess.Popen([*words, *(["--resume"] if resume else [])], stderr=subprocess.PIPE)
    work = tmp_path / ".a.mp3.gxreader-part"
    deadline = time.monotonic() + 60
    while not list(work.glob("piece-*.json")) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, complaint = process.communicate(timeout=60)
    assert process.returncode == 1
    assert len(complaint.decode().strip().splitlines()) == 1, complaint.decode()
    assert ("goes on" in complaint.decode()) == resume
    assert bool(list(tmp_path.glob(".a.mp3.gxreader-part/piece-*.json"))) == resume
    assert not output.exists()
