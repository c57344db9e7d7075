"""A recording: complete to the sentence, gone on from where it was, nothing half under its name."""

import threading

import numpy as np
import pytest
import soundfile

from gxreader.app.recording import Recording
from gxreader.app.recording_choice import chosen, one_part, part_titles, whole
from gxreader.app.recording_files import work_path
from gxreader.app.recording_plan import make_plan
from gxreader.app.recording_values import Progress, Wish
from gxreader.app.recording_words import progress_words
from gxreader.errors import Cancelled, EngineMissing, OutputError, SpeechError, UsageError
from gxreader.export import audio_work
from gxreader.i18n.messages import messages
from gxreader.model.article import Article, Heading, Paragraph, Part, text_run
from gxreader.model.units import Units
from gxreader.speech.script import build_script
from gxreader.speech.synthesiser import SilentSynthesiser
from gxreader.speech.values import SpeechSettings, Utterance
from tests.core.sound_files import probed

SENTENCE = "第{}天，老船工收好缆绳，第{}班客人来了。"
SETTINGS = SpeechSettings(sentence_pause=100, paragraph_pause=200, heading_pause=300)


def book(chapters=4, paragraphs=5):
    """Chapters of numbered sentences, no two the same, as a work in parts."""
    blocks, number = [], 0
    for chapter in range(1, chapters + 1):
        blocks.append(Heading(text_run(f"第{chapter}章 渡口"), 2))
        for _ in range(paragraphs):
            words = "".join(SENTENCE.format(number + place, place) for place in range(4))
            blocks.append(Paragraph(text_run(words)))
            number += 4
    return Article(title="渡口的四季", author="老船工", language="zh", blocks=tuple(blocks))


class Voice(SilentSynthesiser):
    """Speaks noise as long as the silent voice is silent, counts, and refuses or stops when it is told to."""

    def __init__(self, refused="", stop_after=10**9, stopped=lambda: None):
        super().__init__()
        self.asked = []
        self.refused = refused
        self.stop_after = stop_after
        self.stopped = stopped
        self.closed = False

    def ask(self, ticket, request, answered):
        if self.refused and self.refused in request.text:
            answered(ticket, SpeechError("speech.sentence-skipped", text=request.text))
            return
        if len(self.asked) == self.stop_after:
            self.stopped()
        self.asked.append(request.text)
        super().ask(ticket, request, lambda number, answer: answered(number, self.loud(answer)))

    def loud(self, silent):
        random = np.random.default_rng(len(self.asked))
        count = len(silent.pcm) // 20  # speaks ten times as fast: these are tests
        sound = random.normal(0, 3000, count).astype(np.int16)
        return Utterance(sound.tobytes(), silent.sample_rate, silent.marks[:1])

    def close(self):
        self.closed = True


def wish_for(tmp_path, article, name="a.mp3", **changes):
    units = Units(article)
    numbered = changes.get("numbered", False)
    fields = {
        "article": article,
        "units": units.all,
        "title": article.title,
        "target": tmp_path / name,
        "settings": SETTINGS,
        "suffix": ".mp3" if numbered else (tmp_path / name).suffix,
    }
    return Wish(**(fields | changes))


def script_of(article):
    return build_script(Units(article), article.language)


def run(wish, voice=None, told=lambda _progress: None):
    voice = voice or Voice()
    recorded = Recording(wish, told, lambda: (voice, "")).run()
    assert voice.closed
    return recorded


def left_in(folder):
    return sorted(file.name for file in folder.iterdir() if file.name not in {"home", "runtime"})


@pytest.mark.parametrize("suffix", [".mp3", ".opus", ".flac", ".wav"])
def test_every_sentence_is_in_the_cues_and_the_length_adds_up(tmp_path, suffix):
    article = book()
    words, chapters = tmp_path / "a.srt", tmp_path / "chapters.vtt"
    wish = wish_for(tmp_path, article, f"a{suffix}", subtitles=words, chapters=chapters)
    recorded = run(wish)
    lines = words.read_text(encoding="utf-8").splitlines()
    texts = lines[2::4]
    assert texts == [sentence.text for sentence in script_of(article)]
    info = soundfile.info(tmp_path / f"a{suffix}")
    assert info.frames / info.samplerate == pytest.approx(recorded.seconds, abs=0.15)
    last = lines[-2].partition(" --> ")[2]
    assert seconds_of(last) == pytest.approx(info.frames / info.samplerate, abs=0.05)
    assert chapters.read_text(encoding="utf-8").count(" --> ") == 5
    assert left_in(tmp_path) == sorted([f"a{suffix}", "a.srt", "chapters.vtt"])


def seconds_of(clock):
    hours, minutes, rest = clock.replace(",", ".").split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def test_the_sound_of_each_sentence_stands_where_its_cue_says(tmp_path):
    """Silence ends within a few milliseconds of the cue's beginning, in what the decoder gives."""
    words = tmp_path / "a.srt"
    run(wish_for(tmp_path, book(2, 12), "a.mp3", subtitles=words))
    sound, rate = soundfile.read(tmp_path / "a.mp3", dtype="int16")
    starts = [
        seconds_of(line.partition(" --> ")[0])
        for line in words.read_text(encoding="utf-8").splitlines()
        if " --> " in line
    ]
    assert len(starts) > 90
    for start in starts[1:]:
        at = round(start * rate)
        before = np.abs(sound[at - rate // 20 : at - rate // 100].astype(int)).mean()
        after = np.abs(sound[at + rate // 100 : at + rate // 20].astype(int)).mean()
        assert before < 150
        assert after > 800


def test_chapters_are_those_of_the_headings(tmp_path):
    article = book(3, 2)
    run(wish_for(tmp_path, article))
    tags, chapters, _ = probed(tmp_path / "a.mp3")
    assert tags["title"] == "渡口的四季"
    assert [title for title, _, _ in chapters] == ["渡口的四季", "第1章 渡口", "第2章 渡口", "第3章 渡口"]


def test_an_interrupted_recording_goes_on_where_it_was(tmp_path):
    article = book()
    everything = run(wish_for(tmp_path, article, "whole.mp3", subtitles=tmp_path / "whole.srt"))
    wish = wish_for(tmp_path, article, resume=True, subtitles=tmp_path / "a.srt")
    first = Voice(stop_after=50)
    recording = Recording(wish, voice=lambda: (first, ""))
    first.stopped = lambda: recording.cancel(keep=True)
    with pytest.raises(Cancelled):
        recording.run()
    assert not (tmp_path / "a.mp3").exists()
    assert work_path(wish.target, numbered=False).is_dir()
    second = Voice()
    told = []
    recorded = run(wish, second, told.append)
    total = len(script_of(article))
    assert 0 < len(second.asked) < total - 20
    assert told[0].done == total - len(second.asked)
    assert told[-1].joining
    assert recorded.seconds == pytest.approx(everything.seconds, abs=0.3)
    whole_words, words = (
        (tmp_path / name).read_text("utf-8").splitlines() for name in ("whole.srt", "a.srt")
    )
    assert whole_words[2::4] == words[2::4]
    assert left_in(tmp_path) == ["a.mp3", "a.srt", "whole.mp3", "whole.srt"]


@pytest.mark.parametrize(
    "change", [{"settings": SpeechSettings(rate=1.5)}, {"article": book(4, 6)}, {"title": "别的"}]
)
def test_another_article_or_voice_begins_anew(tmp_path, change):
    stop_in_the_middle(tmp_path, book())
    article = change.get("article", book())
    others = {name: value for name, value in change.items() if name != "article"}
    changed = wish_for(tmp_path, article, resume=True, **others)
    voice = Voice()
    run(changed, voice)
    assert len(voice.asked) == len(script_of(article))


def stop_in_the_middle(tmp_path, article, *, keep=True, **changes):
    voice = Voice(stop_after=50)
    recording = Recording(wish_for(tmp_path, article, resume=True, **changes), voice=lambda: (voice, ""))
    voice.stopped = lambda: recording.cancel(keep=keep)
    with pytest.raises(Cancelled):
        recording.run()


def test_without_the_wish_to_resume_all_is_made_anew(tmp_path):
    stop_in_the_middle(tmp_path, book())
    voice = Voice()
    run(wish_for(tmp_path, book()), voice)
    assert len(voice.asked) == len(script_of(book()))
    assert left_in(tmp_path) == ["a.mp3"]


def test_a_damaged_piece_is_made_again(tmp_path):
    stop_in_the_middle(tmp_path, book())
    folder = work_path(tmp_path / "a.mp3", numbered=False)
    sounds = sorted(folder.glob("piece-*.mp3"))
    assert len(sounds) >= 2
    sounds[0].write_bytes(sounds[0].read_bytes()[:-5])
    sounds[1].with_suffix(".json").write_text("{", encoding="utf-8")
    voice = Voice()
    run(wish_for(tmp_path, book(), resume=True), voice)
    assert voice.asked[0] == script_of(book())[0].text


@pytest.mark.parametrize("changes", [{}, {"numbered": True, "name": "radio", "minutes": 1}])
def test_a_cancelled_recording_leaves_nothing_if_that_is_wished(tmp_path, changes):
    stop_in_the_middle(tmp_path, book(), keep=False, **changes)
    assert left_in(tmp_path) == []


def test_a_file_of_before_stays_when_a_new_one_is_cancelled(tmp_path):
    run(wish_for(tmp_path, book(1, 1)))
    before = (tmp_path / "a.mp3").read_bytes()
    stop_in_the_middle(tmp_path, book(), keep=False)
    assert (tmp_path / "a.mp3").read_bytes() == before


def test_numbered_files_are_chapters_with_a_list_and_words_beside_them(tmp_path):
    article = book(3, 5)
    recorded = run(wish_for(tmp_path, article, "radio", numbered=True, minutes=1, subtitle_suffix=".lrc"))
    folder = tmp_path / "radio"
    names = [path.name for path in recorded.files]
    assert names[0].startswith("001_")
    assert all(path.is_file() for path in recorded.files)
    assert len({name.partition("_")[2] for name in names}) == len(names)
    listed = (folder / "渡口的四季.m3u8").read_text(encoding="utf-8").splitlines()
    assert [line for line in listed if not line.startswith("#")] == names
    assert set(left_in(folder)) == {
        *names,
        *(path.with_suffix(".lrc").name for path in recorded.files),
        "渡口的四季.m3u8",
    }
    heard = "".join(path.with_suffix(".lrc").read_text(encoding="utf-8") for path in recorded.files)
    places = [heard.index(f"]{sentence.text}\n") for sentence in script_of(article)]
    assert places == sorted(places)
    total = sum(soundfile.info(path).duration for path in recorded.files)
    assert total == pytest.approx(recorded.seconds, abs=0.2 * len(names))
    tags, _, _ = probed(recorded.files[1])
    assert tags["track"] == f"2/{len(names)}"
    assert tags["album"] == "渡口的四季"


def test_finished_numbered_files_are_not_made_again(tmp_path):
    changes = {"numbered": True, "minutes": 1, "name": "radio"}
    stop_in_the_middle(tmp_path, book(), **changes)
    first = tmp_path / "radio" / "001_渡口的四季.mp3"
    assert first.is_file()
    before = first.stat().st_mtime_ns
    pieces = {path.name for path in (tmp_path / "radio" / ".gxreader-part").glob("*.mp3")}
    assert "piece-00000.mp3" not in pieces  # its sound is in the file, and takes no room of the stick twice
    voice = Voice()
    recorded = run(wish_for(tmp_path, book(), resume=True, **changes), voice)
    assert first.stat().st_mtime_ns == before
    assert script_of(book())[0].text not in voice.asked
    assert all(path.is_file() for path in recorded.files)
    assert not (tmp_path / "radio" / ".gxreader-part").exists()


def test_a_full_disk_ends_in_a_sentence_and_can_be_gone_on_from(tmp_path, monkeypatch):
    calls = []

    def little(_folder, needed):
        calls.append(needed)
        if len(calls) > 3:
            raise OutputError("export.no-space", needed="2", free="1")

    monkeypatch.setattr(audio_work, "check_space", little)
    with pytest.raises(OutputError) as caught:
        run(wish_for(tmp_path, book(), resume=True))
    assert caught.value.key == "export.no-space"
    assert not (tmp_path / "a.mp3").exists()
    monkeypatch.undo()
    voice = Voice()
    run(wish_for(tmp_path, book(), resume=True), voice)
    assert 0 < len(voice.asked) < len(script_of(book()))


def test_sentences_that_cannot_be_spoken_are_told_and_the_rest_is_there(tmp_path):
    words = tmp_path / "a.srt"
    recorded = run(wish_for(tmp_path, book(1, 2), subtitles=words), Voice(refused="第3天"))
    assert [error.key for error in recorded.skipped] == ["speech.sentence-skipped"]
    assert "第3天" not in words.read_text(encoding="utf-8")
    assert "第4天" in words.read_text(encoding="utf-8")


def test_a_chapter_that_cannot_be_spoken_at_all_breaks_nothing(tmp_path):
    recorded = run(wish_for(tmp_path, book(2, 1), numbered=True, name="radio"), Voice(refused="第"))
    assert len(recorded.skipped) == 10
    assert recorded.files[0].is_file()


def test_without_a_voice_there_is_no_file(tmp_path):
    class Missing(Voice):
        def ask(self, ticket, _request, answered):
            answered(ticket, EngineMissing("speech.engine-missing"))

    with pytest.raises(EngineMissing):
        run(wish_for(tmp_path, book()), Missing())
    assert left_in(tmp_path) == []


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"target": "nowhere/a.mp3"}, "cli.no-folder"),
        ({"target": "a.aiff", "suffix": ".aiff"}, "cli.speak.output-wrong"),
        ({"units": ()}, "speech.nothing-to-say"),
    ],
)
def test_what_cannot_be_is_told_before_any_work(tmp_path, changes, key):
    if "target" in changes:
        changes = {**changes, "target": tmp_path / changes["target"]}
    with pytest.raises((OutputError, UsageError, SpeechError)) as caught:
        Recording(wish_for(tmp_path, book(), **changes), voice=pytest.fail).run()
    assert caught.value.key == key


def test_too_little_room_is_told_before_any_work(tmp_path, monkeypatch):
    usage = type("usage", (), {"free": 1000})
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: usage)
    with pytest.raises(OutputError) as caught:
        Recording(wish_for(tmp_path, book()), voice=pytest.fail).run()
    assert caught.value.key == "export.no-space"


def test_cancelling_does_not_wait_for_a_voice_that_is_busy(tmp_path):
    class Busy(Voice):
        def ask(self, _ticket, _request, _answered):
            pass

    recording = Recording(wish_for(tmp_path, book()), voice=lambda: (Busy(), ""))
    threading.Timer(0.2, lambda: recording.cancel(keep=False)).start()
    with pytest.raises(Cancelled):
        recording.run()
    assert left_in(tmp_path) == []


def plan_of(article, minutes, rate=1.0):
    units = Units(article)
    return make_plan(article, units.all, script_of(article), title=article.title, rate=rate, minutes=minutes)


def in_parts(article, blocks):
    count = len(article.blocks) // blocks
    parts = [Part(f"第{n + 1}章 渡口", n * blocks, (n + 1) * blocks) for n in range(count)]
    return Article(title=article.title, language="zh", blocks=article.blocks, parts=tuple(parts))


def test_a_plan_leaves_nothing_out_and_keeps_files_short():
    article = in_parts(book(7, 40), 41)
    for minutes in (None, 1, 5, 15):
        plan = plan_of(article, minutes)
        assert [piece.first for piece in plan.pieces] == [0, *(piece.stop for piece in plan.pieces[:-1])]
        assert plan.pieces[-1].stop == len(script_of(article))
        assert [file.first for file in plan.files] == [0, *(file.stop for file in plan.files[:-1])]
        assert plan.files[-1].stop == len(plan.pieces)
        lengths = [sum(piece.seconds for piece in plan.pieces[file.first : file.stop]) for file in plan.files]
        if minutes is None:
            assert len(lengths) == 1
        elif minutes > 1:
            assert max(lengths) <= minutes * 60
    assert len(plan_of(article, 5).files) > len(plan_of(article, 5, rate=2.0).files)


def test_short_sections_of_an_article_share_a_file():
    article = book(6, 1)
    assert len(plan_of(article, 15).files) == 1
    assert plan_of(article, 15).files[0].title == "渡口的四季"


def test_with_very_many_headings_only_the_higher_ones_are_chapters():
    blocks = []
    for number in range(400):
        blocks += [Heading(text_run(f"{number}"), 2 if number % 10 == 0 else 3), Paragraph(text_run("字。"))]
    plan = plan_of(Article(title="字典", language="zh", blocks=tuple(blocks)), None)
    assert len(plan.marks) == 41


def test_parts_and_headings_are_chosen_by_number_and_by_words():
    article = in_parts(book(3, 6), 7)
    units = Units(article)
    titles = part_titles(units)
    assert titles[0] == "第1章 渡口"
    assert whole(units).units == units.all
    assert one_part(units, 0).title == "第1章 渡口"
    both = chosen(units, f"1-{len(titles)}", "", "")
    assert both.units == units.all
    second = chosen(units, "", "第2章", "第3章")
    assert second.title == "第2章 渡口"
    assert second.units[0].text == "第2章 渡口"
    assert second.units[-1].index + 1 == next(unit.index for unit in units.all if unit.text == "第3章 渡口")
    assert chosen(units, "", "", "第2章").units[0].index == 0
    with pytest.raises(UsageError):
        chosen(units, "", "第3章", "第2章")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_progress_is_told_in_words(language):
    words = messages(language)
    told = [
        progress_words(Progress(3, 10), words),
        progress_words(Progress(3, 10, 3.0), words),
        progress_words(Progress(3, 10, 600.0), words),
        progress_words(Progress(3, 10, 7300.0), words),
        progress_words(Progress(1, 2, joining=True), words),
    ]
    assert "·" not in told[0]
    assert [
        any(number in text for number in wanted)
        for text, wanted in zip(told, [("10",), ("5",), ("10",), ("2",), ("50",)], strict=True)
    ] == [True] * 5
