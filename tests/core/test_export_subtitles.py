"""The words of a recording with their times, in the three forms that programs read."""

import re

import pytest

from gxreader.cli import speak
from gxreader.cli.loading import loaded
from gxreader.errors import UsageError
from gxreader.export.audio_tags import Chapter
from gxreader.export.subtitles import Cue, written_chapters, written_subtitles
from gxreader.i18n.messages import messages
from gxreader.model.article import Article, Paragraph, text_run
from gxreader.model.units import Units
from gxreader.speech.record import record
from gxreader.speech.script import build_script
from gxreader.speech.synthesiser import SilentSynthesiser
from gxreader.speech.values import SpeechSettings

CUES = (
    Cue(0, 1500.4, "渡口", ((0, 0), (1, 700))),
    Cue(2250, 3_725_010, "A <b> & c\nd", ((0, 2250), (2, 2900.6), (6, 2900), (8, 4000))),
)


def test_webvtt_tells_when_each_word_is_heard_and_holds_no_markup_of_the_text() -> None:
    assert written_subtitles(CUES, ".vtt", "早\n班 <船>") == (
        "WEBVTT - 早 班 &lt;船&gt;\n\n"
        "00:00:00.000 --> 00:00:01.500\n渡<00:00:00.700>口\n\n"
        "00:00:02.250 --> 01:02:05.010\nA <00:00:02.901>&lt;b&gt; &amp; <00:00:04.000>c d\n"
    )


def test_srt_counts_its_cues() -> None:
    assert written_subtitles(CUES, ".SRT") == (
        "1\n00:00:00,000 --> 00:00:01,500\n渡口\n\n2\n00:00:02,250 --> 01:02:05,010\nA <b> & c d\n"
    )


def test_lrc_goes_beyond_an_hour_in_minutes() -> None:
    late = Cue(3_725_996, 3_726_500, "晚")
    assert written_subtitles((*CUES, late), ".lrc", "船") == (
        "[ti:船]\n[00:00.00]渡口\n[00:02.25]A <b> & c d\n[62:06.00]晚\n"
    )


def test_chapters_are_cues_of_their_own() -> None:
    chapters = (Chapter("渡口 <1>", 0, 1500), Chapter("A", 1500, 62_000))
    assert written_chapters(chapters, "船") == (
        "WEBVTT - 船\n\n00:00:00.000 --> 00:00:01.500\n渡口 &lt;1&gt;\n\n00:00:01.500 --> 00:01:02.000\nA\n"
    )


def test_no_other_form_is_written() -> None:
    with pytest.raises(UsageError):
        written_subtitles(CUES, ".ass")


def test_each_sentence_is_told_at_the_millisecond_at_which_the_recording_has_it() -> None:
    article = Article(
        title="渡口", blocks=(Paragraph(text_run("老船工收好缆绳。第一班客人来了。")),), language="zh"
    )
    script = build_script(Units(article), "zh")
    told: list[tuple[str, float]] = []
    length = 0
    settings = SpeechSettings(sentence_pause=100, heading_pause=400)
    starts = []
    for piece in record(
        script, SilentSynthesiser(), settings, pytest.fail, lambda s, _u, at: told.append((s.text, at))
    ):
        starts.append(length / 2 / 22.05)
        length += len(piece)
    assert [text for text, _ in told] == [sentence.text for sentence in script]
    assert [at for _, at in told] == pytest.approx(starts)
    assert starts[1] == pytest.approx(2 / 4.5 * 1000 + 400, abs=1)


def test_the_command_writes_them_beside_the_sound(tmp_path) -> None:
    sound, words = tmp_path / "a.wav", tmp_path / "a.vtt"
    welcome = loaded("gxreader:welcome", "zh").article
    seconds = speak.speak_article(welcome, sound, messages("zh"), subtitles=words)
    lines = words.read_text(encoding="utf-8").splitlines()
    ends = [re.findall(r"[\d:.]{12}", line)[1] for line in lines if " --> " in line]
    assert len(ends) > 3
    hours, minutes, rest = ends[-1].split(":")
    assert seconds - 2 < int(hours) * 3600 + int(minutes) * 60 + float(rest) <= seconds + 0.001
    assert any(re.search(r"<\d\d:\d\d:\d\d\.\d{3}>", line) for line in lines)
    assert not list(tmp_path.glob(".*"))
