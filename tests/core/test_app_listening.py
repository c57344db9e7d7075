"""Listening by paragraph and section, to a selection, without what is skipped, and until one falls asleep."""

import pytest

from gxreader.app.commands import perform
from gxreader.app.extracts import read_selection
from gxreader.app.sleeping import CHOICES, FADE_SECONDS, SleepTimer
from gxreader.model.article import Article, Cell, Code, Heading, Paragraph, Part, Picture, Table, text_run
from gxreader.model.locator import Locator
from gxreader.settings import schema
from gxreader.settings.store import Settings
from gxreader.speech.state import PlayerState
from tests.parts import ImmediateTasks, build_reader


def paragraph(text):
    return Paragraph(text_run(text))


def table(*rows):
    return Table(tuple(tuple(Cell(text_run(cell)) for cell in row.split()) for row in rows))


ARTICLE = Article(
    title="渡口的一天",
    blocks=(
        paragraph("天亮了。船工来了。"),  # unit 1
        table("早班 六点", "晚班 七点"),  # units 2 to 5
        Heading(text_run("上午")),  # 6
        Picture("within:a", caption=text_run("码头的照片")),  # 7
        paragraph("卖菜的人过河。孩子们也过河。"),  # 8
        Code("print(1)"),  # 9
        Heading(text_run("注释")),  # 10
        paragraph("船票五角。"),  # 11
        Heading(text_run("下午")),  # 12
        paragraph("人少了。"),  # 13
    ),
    language="zh",
)
BOOK = Article(
    title="江边书",
    blocks=(
        Heading(text_run("第一章")),
        paragraph("江水很宽。"),
        Heading(text_run("第二章")),
        paragraph("江水很深。"),
        table("数字 表格"),
        Heading(text_run("第三章")),
        paragraph("江水很清。"),
    ),
    parts=(Part("一", 0, 2), Part("二", 2, 5), Part("三", 5, 7)),
    language="zh",
)


class Heard:
    """A reader with an article open, and every sentence that was begun."""

    def __init__(self, article=ARTICLE, settings=None):
        self.built = build_reader(settings)
        self.reader = self.built.reader
        self.listening = self.reader.listening
        self.sentences = []
        self.listening.sentence_changed.connect(lambda s: self.sentences.append(s.text) if s else None)
        self.reader.opening.show(article)

    def press(self, *commands):
        for command in commands:
            perform(self.reader, command)

    @property
    def now(self):
        sentence = self.listening.player().sentence
        return sentence.text if sentence else None

    def listen(self, milliseconds, step=50):
        for _ in range(round(milliseconds / step)):
            self.built.sink.advance(step)
            self.listening.poll()

    def to_the_end(self):
        for _ in range(5000):
            if not self.listening.is_active:
                return
            self.listen(50)
        raise AssertionError


@pytest.fixture
def heard():
    return Heard()


def test_steps_by_paragraph_go_through_the_article_and_take_a_table_as_one(heard):
    heard.press("play")
    seen = [heard.now]
    for _ in range(9):
        heard.press("next-paragraph")
        seen.append(heard.now)
    assert seen == [
        "渡口的一天",
        "天亮了。",
        "早班",
        "上午",
        "码头的照片",
        "卖菜的人过河。",
        "print(1)",
        "注释",
        "船票五角。",
        "下午",
    ]
    heard.press("next-paragraph", "next-paragraph")
    assert heard.built.said[-1].key == "say.last-paragraph"
    assert heard.now == "人少了。"
    assert heard.listening.is_speaking


def test_a_step_back_leads_to_the_start_of_the_paragraph_then_to_the_one_before(heard):
    heard.listening.read_from(Locator(8, 8, 8))
    assert heard.now == "孩子们也过河。"
    heard.press("previous-paragraph")
    assert heard.now == "卖菜的人过河。"
    heard.press("previous-paragraph", "previous-paragraph", "previous-paragraph")
    assert heard.now == "早班"
    heard.listening.read_from(Locator(5))
    heard.press("previous-paragraph")
    assert heard.now == "早班"
    heard.press("previous-paragraph", "previous-paragraph", "previous-paragraph")
    assert heard.now == "渡口的一天"
    assert heard.built.said[-1].key == "say.first-paragraph"


def test_steps_by_heading(heard):
    heard.reader.session.move_to(Locator(8))
    heard.press("next-heading")
    assert heard.now == "注释"
    heard.press("next-heading", "next-heading")
    assert heard.now == "下午"
    assert heard.built.said[-1].key == "say.last-heading"
    heard.press("previous-heading", "previous-heading", "previous-heading", "previous-heading")
    assert heard.now == "渡口的一天"
    assert heard.built.said[-1].key == "say.first-heading"


def test_a_step_wakes_a_paused_reader(heard):
    heard.press("play", "play")
    assert heard.listening.state is PlayerState.PAUSED
    heard.press("next-paragraph")
    assert heard.listening.state is PlayerState.PLAYING
    assert heard.now == "天亮了。"


def test_steps_lead_across_the_parts_of_a_long_work():
    heard = Heard(BOOK)
    heard.press("play", "next-paragraph", "next-paragraph", "next-paragraph")
    assert heard.now == "第二章"
    heard.press("next-heading")
    assert heard.now == "第三章"
    heard.press("previous-paragraph")
    assert heard.now == "数字"
    heard.press("previous-heading", "previous-heading", "previous-heading")
    assert heard.now == "江边书"


def test_from_the_beginning_by_eye_and_by_ear(heard):
    heard.reader.session.move_to(Locator(8))
    heard.press("beginning")
    assert heard.reader.session.place == Locator(0)
    assert not heard.listening.is_active
    heard.listening.read_from(Locator(8))
    heard.press("beginning")
    assert heard.now == "渡口的一天"
    assert heard.listening.is_speaking


def test_only_what_was_selected_is_read(heard):
    read_selection(heard.reader.session, heard.listening, Locator(1, 5, 8), Locator(8, 0, 3))
    heard.to_the_end()
    assert heard.sentences == ["工来了。", "早班", "六点", "晚班", "七点", "上午", "码头的照片", "卖菜的"]
    assert heard.built.said[-1].key == "say.selection-finished"
    heard.sentences.clear()
    heard.press("play")  # afterwards the article is read as ever
    heard.to_the_end()
    assert heard.sentences[-1] == "人少了。"


def test_a_selection_within_one_sentence_is_marked_where_it_stands(heard):
    words = []
    heard.listening.word_changed.connect(words.append)
    read_selection(heard.reader.session, heard.listening, Locator(8, 9, 11), Locator(8, 9, 11))
    heard.to_the_end()
    assert heard.sentences == ["们也"]
    assert [word for word in words if word] == [Locator(8, 9, 10), Locator(8, 10, 11)]


def test_a_selection_of_nothing_says_so(heard):
    read_selection(heard.reader.session, heard.listening, Locator(8, 3, 3), Locator(8, 3, 3))
    assert heard.built.said[-1].key == "say.nothing-selected"
    assert not heard.listening.is_active


def test_a_paragraph_step_leaves_a_selection(heard):
    read_selection(heard.reader.session, heard.listening, Locator(1, 0, 4), Locator(1, 0, 4))
    heard.press("next-heading")
    heard.to_the_end()
    assert heard.sentences[-1] == "人少了。"


@pytest.mark.parametrize(
    ("setting", "left_out"),
    [
        (schema.SKIP_TABLES, ["早班", "六点", "晚班", "七点"]),
        (schema.SKIP_CAPTIONS, ["码头的照片"]),
        (schema.SKIP_CODE, ["print(1)"]),
        (schema.SKIP_NOTES, ["注释", "船票五角。"]),
    ],
)
def test_what_is_skipped_is_not_heard(setting, left_out):
    everything = Heard()
    everything.press("play")
    everything.to_the_end()
    settings = Settings(None)
    settings.set(setting, value=True)
    heard = Heard(settings=settings)
    heard.press("play")
    heard.to_the_end()
    assert heard.sentences == [text for text in everything.sentences if text not in left_out]


def test_skipping_begins_while_reading_and_at_the_word(heard):
    heard.listening.read_from(Locator(1))
    heard.listen(500)
    position = heard.built.sink.position().milliseconds
    heard.reader.settings.set(schema.SKIP_TABLES, value=True)
    assert heard.now == "天亮了。"
    assert heard.sentences[-1] == "天亮了。"
    assert heard.built.sink.position().milliseconds < position  # anew from the word, not the sentence
    heard.to_the_end()
    assert "早班" not in heard.sentences


def test_a_part_of_which_nothing_is_read_leads_to_the_next():
    settings = Settings(None)
    settings.set(schema.SKIP_TABLES, value=True)
    blocks = (paragraph("一。"), table("二 三"), paragraph("四。"))
    parts = (Part("", 0, 1), Part("", 1, 2), Part("", 2, 3))
    heard = Heard(Article(blocks=blocks, parts=parts, language="zh"), settings)
    heard.press("play")
    heard.to_the_end()
    assert heard.sentences == ["一。", "四。"]


@pytest.mark.parametrize(
    ("setting", "value", "field"),
    [
        (schema.SENTENCE_PAUSE, 900, "sentence_pause"),
        (schema.PARAGRAPH_PAUSE, 900, "paragraph_pause"),
        (schema.HEADING_PAUSE, 900, "heading_pause"),
        (schema.VOLUME_LIMIT, 0.4, "volume"),
        (schema.EAR, "left", "ear"),
        (schema.CLEAR_HEARING, True, "clear"),
        (schema.VOICE_ZH, "silent:zh", "voices"),
    ],
)
def test_settings_are_heard_at_once_and_where_the_reader_is(heard, setting, value, field):
    heard.listening.read_from(Locator(8))
    heard.listen(500)
    before = getattr(heard.listening.player().settings, field)
    heard.reader.settings.set(setting, value)
    assert getattr(heard.listening.player().settings, field) != before
    assert heard.now == "卖菜的人过河。"
    assert heard.listening.is_speaking


def test_clear_hearing_is_slower_with_longer_pauses(heard):
    heard.press("play")
    before = heard.listening.player().settings
    heard.press("clear-hearing")
    after = heard.listening.player().settings
    assert after.clear
    assert after.rate == pytest.approx(before.rate * 0.9)
    assert after.sentence_pause == before.sentence_pause * 1.5
    heard.press("clear-hearing")
    assert heard.listening.player().settings == before


def test_no_key_is_louder_than_the_place_allows():
    settings = Settings(None)
    settings.set(schema.VOLUME_LIMIT, 0.5)
    heard = Heard(settings=settings)
    heard.press("play")
    assert heard.built.sink.volume == 0.5
    heard.press("louder")
    assert heard.built.said[-1].key == "say.volume-limit"
    heard.press("quieter")
    assert heard.built.sink.volume == pytest.approx(0.4)
    heard.press("louder", "louder")
    assert heard.built.sink.volume == 0.5
    assert heard.built.said[-1].key == "say.volume-limit"


@pytest.fixture
def clock(monkeypatch):
    now = [100.0]
    monkeypatch.setattr("gxreader.app.listening.SleepTimer", lambda: SleepTimer(lambda: now[0]))
    return now


def sleep_through(heard, now, seconds):
    for _ in range(round(seconds * 2)):
        now[0] += 0.5
        heard.listening.poll()


LONG = Article(blocks=tuple(paragraph(f"第{n}段，江水慢慢地流。") for n in range(400)), language="zh")


def test_the_sleep_timer_goes_round_and_says_what_it_does(heard):
    keys = []
    for _ in CHOICES:
        heard.press("sleep")
        keys.append(heard.built.said[-1].key)
    assert keys == ["say.sleep", "say.sleep", "say.sleep", "say.sleep-article", "say.sleep-off"]


def test_reading_grows_softer_and_ends_at_the_time_and_the_place_is_kept(clock):
    heard = Heard(LONG)
    heard.press("sleep", "play")
    heard.listening.poll()
    sleep_through(heard, clock, 15 * 60 - FADE_SECONDS - 1)
    assert heard.built.sink.volume == 1.0
    heard.listening.read_from(Locator(7))
    sleep_through(heard, clock, 1 + FADE_SECONDS / 2)
    assert heard.built.sink.volume == pytest.approx(0.5, abs=0.1)
    assert heard.listening.is_speaking
    sleep_through(heard, clock, FADE_SECONDS / 2 + 1)
    assert not heard.listening.is_active
    assert heard.built.said[-1].key == "say.sleep-over"
    assert heard.reader.session.place.block == 7
    assert heard.built.sink.volume == 1.0
    heard.press("play")
    sleep_through(heard, clock, 3600)
    assert heard.now.startswith("第7段")


def test_a_pause_does_not_count_as_reading(clock):
    heard = Heard(LONG)
    heard.press("sleep", "play")
    heard.listening.poll()
    heard.press("play")
    clock[0] += 3600
    heard.press("play")
    sleep_through(heard, clock, 60)
    assert heard.listening.is_speaking


def test_another_wish_makes_a_voice_that_was_fading_loud_again(clock):
    heard = Heard(LONG)
    heard.press("sleep", "play")
    heard.listening.poll()
    sleep_through(heard, clock, 15 * 60 - 2)
    assert heard.built.sink.volume < 0.5
    heard.press("sleep")
    assert heard.built.sink.volume == 1.0


def test_reading_ends_with_the_part_of_a_long_work():
    heard = Heard(BOOK)
    heard.press("sleep", "sleep", "sleep", "sleep")
    assert heard.built.said[-1].key == "say.sleep-part"
    heard.press("play")
    heard.to_the_end()
    assert heard.sentences == ["江边书", "第一章", "江水很宽。"]
    assert heard.built.said[-1].key == "say.sleep-over"
    heard.press("play")
    heard.to_the_end()
    assert heard.sentences[3] == "第二章"
    assert heard.sentences[-1] == "江水很清。"


class ReversedTasks(ImmediateTasks):
    """A thread door whose jobs come back when told to, the latest first."""

    def __init__(self):
        self.waiting = []

    def work(self, job, done, failed):
        self.waiting.append((job, done, failed))

    def come_back(self):
        while self.waiting:
            super().work(*self.waiting.pop())


@pytest.fixture
def late():
    """A reader whose scripts are made later, in whatever order."""
    tasks = ReversedTasks()
    built = build_reader(tasks=tasks)
    built.tasks = tasks
    built.reader.opening.show(ARTICLE)
    tasks.come_back()
    return built


def test_two_wishes_at_once_end_in_the_voice_of_the_later_one(late):
    listening = late.reader.listening
    listening.toggle()
    listening.next_sentence()
    late.tasks.come_back()
    assert listening.is_active
    assert listening.here != Locator(0)


def test_what_was_stopped_before_it_began_does_not_begin(late):
    late.reader.listening.toggle()
    late.reader.listening.stop()
    late.tasks.come_back()
    assert not late.reader.listening.is_active


def test_preparing_a_part_of_which_nothing_is_read_begins_nothing():
    settings = Settings(None)
    settings.set(schema.SKIP_TABLES, True)
    article = Article(
        title="",
        blocks=(table("数字 表格"), paragraph("江水很清。")),
        parts=(Part("一", 0, 1), Part("二", 1, 2)),
        language="zh",
    )
    built = build_reader(settings)
    built.reader.listening.player()
    built.reader.opening.show(article)
    assert built.reader.listening.state is PlayerState.IDLE
    built.reader.listening.toggle()
    assert built.reader.listening.is_active


def test_all_sound_is_switched_off_and_on_and_reading_goes_on(heard):
    heard.press("play")
    heard.press("sound")
    assert heard.listening.player().settings.volume == 0.0
    assert heard.built.said[-1].key == "say.sound-off"
    assert heard.listening.is_speaking
    heard.press("louder")
    assert heard.listening.player().settings.volume == 1.0
    assert heard.built.said[-1].key == "say.sound-on"


def test_who_sees_marks_move_in_silence_is_told_why_each_time(heard):
    from gxreader.errors import DeviceMissing

    heard.press("play")
    assert heard.built.said[-1].key == "say.reading"
    heard.built.sink.fail(DeviceMissing("speech.device-missing"))
    assert heard.built.said[-1].key == "speech.device-missing"
    heard.press("play", "play")
    assert heard.built.said[-1].key == "say.reading-unheard"
    heard.listening.player().found.emit(None)
    heard.press("play", "play")
    assert heard.built.said[-1].key == "say.reading"
    heard.press("sound", "play", "play")
    assert (heard.built.said[-1].key, heard.built.said[-1].remedy) == ("say.reading-muted", "sound")
