"""The player as a reader meets it: with the silent voice, a virtual clock, and every report on one thread."""

import pytest

from gxreader.errors import SpeechError
from gxreader.model.article import Article, Heading, Paragraph, text_run
from gxreader.model.locator import Locator
from gxreader.model.units import Units
from gxreader.speech.player import Player
from gxreader.speech.script import build_script
from gxreader.speech.sinks.virtual import VirtualSink
from gxreader.speech.state import PlayerState
from gxreader.speech.synthesiser import SilentSynthesiser
from gxreader.speech.values import SpeechSettings, VoiceChoice

ARTICLE = Article(
    title="渡口",
    blocks=(
        Heading(text_run("清晨")),
        Paragraph(text_run("老船工收好缆绳。第一班客人来了。")),
        Paragraph(text_run("The ferry leaves.")),
    ),
    language="zh",
)
UNITS = Units(ARTICLE)


class NotingSynthesiser(SilentSynthesiser):
    def __init__(self):
        super().__init__()
        self.requests = []

    def ask(self, ticket, request, answered):
        self.requests.append(request)
        super().ask(ticket, request, answered)


class Reader:
    def __init__(self, article=ARTICLE):
        self.units = Units(article)
        self.voice = NotingSynthesiser()
        self.sink = VirtualSink()
        self.calls = []
        self.player = Player(self.voice, self.sink, self.calls.append)
        self.states, self.sentences, self.words, self.troubles = [], [], [], []
        self.player.state_changed.connect(self.states.append)
        self.player.sentence_changed.connect(lambda s: self.sentences.append(s.text if s else None))
        self.player.word_changed.connect(lambda w: self.words.append(self.units.text_at(w) if w else None))
        self.player.trouble.connect(self.troubles.append)
        self.player.load(build_script(self.units, article.language))

    def settle(self):
        while self.calls:
            self.calls.pop(0)()

    def listen(self, milliseconds, step=10):
        self.settle()
        for _ in range(round(milliseconds / step)):
            self.sink.advance(step)
            self.settle()
            self.player.poll()


def test_another_voice_begins_with_a_paragraph_never_within_one():
    article = Article(
        title="渡口",
        blocks=(
            Paragraph(text_run("第一句。第二句。第三句。第四句。第五句。第六句。")),
            Paragraph(text_run("另一段。")),
        ),
        language="zh",
    )
    reader = Reader(article)
    reader.player.play()
    reader.listen(400)
    reader.voice.best_engine = "natural"
    reader.listen(30_000)
    engines = {request.text: request.engine for request in reader.voice.requests}
    assert {text: engine for text, engine in engines.items() if "句" in text} == dict.fromkeys(
        ("第一句。", "第二句。", "第三句。", "第四句。", "第五句。", "第六句。"), ""
    )
    assert engines["另一段。"] == "natural"
    reader.voice.requests.clear()
    reader.player.play(Locator(1))  # the reader begins anew: the paragraph may have the better voice
    reader.listen(100)
    assert reader.voice.requests[0].engine == "natural"


@pytest.fixture
def reader():
    return Reader()


def test_everything_is_read_in_order_word_by_word(reader):
    reader.player.play()
    reader.listen(20_000)
    texts = ["渡口", "清晨", "老船工收好缆绳。", "第一班客人来了。", "The ferry leaves."]
    assert reader.sentences == [*texts, None]
    assert (
        "".join(word for word in reader.words if word) == "渡口清晨老船工收好缆绳第一班客人来了Theferryleaves"
    )
    assert reader.states == [PlayerState.LOADING, PlayerState.PLAYING, PlayerState.IDLE]
    assert reader.words[-1] is None


def test_pauses_are_longer_after_paragraphs_and_longest_after_headings(reader):
    reader.player.load(
        build_script(UNITS, "zh"),
        SpeechSettings(sentence_pause=100, paragraph_pause=1000, heading_pause=3000),
    )
    reader.player.play()
    han = 1000 / 4.5
    changes = {}
    for moment in range(0, 20_000, 10):
        reader.listen(10)
        changes.setdefault(reader.sentences[-1], moment)
    assert changes["清晨"] == pytest.approx(2 * han + 3000, abs=40)
    assert changes["老船工收好缆绳。"] - changes["清晨"] == pytest.approx(2 * han + 3000, abs=40)
    assert changes["第一班客人来了。"] - changes["老船工收好缆绳。"] == pytest.approx(7 * han + 100, abs=40)
    assert changes["The ferry leaves."] - changes["第一班客人来了。"] == pytest.approx(7 * han + 1000, abs=40)


def test_the_next_sentences_are_synthesised_ahead_and_none_twice(reader):
    reader.player.play()
    reader.settle()
    assert [request.text for request in reader.voice.requests][:3] == ["渡口", "清晨", "老船工收好缆绳。"]
    reader.listen(20_000)
    reader.player.play()
    reader.player.next_sentence()
    reader.player.previous_sentence()
    reader.listen(20_000)
    assert len(reader.voice.requests) == 5


def test_reading_begins_at_a_place_and_goes_on_where_it_was_stopped(reader):
    reader.player.play(Locator(2, 9, 9))
    reader.settle()
    assert reader.player.sentence.text == "第一班客人来了。"
    reader.player.stop()
    assert reader.player.sentence is None
    assert (reader.player.state, reader.sink.queued) == (PlayerState.IDLE, 0)
    reader.player.play()
    assert reader.player.sentence.text == "第一班客人来了。"


def test_a_pause_keeps_the_place_and_a_step_while_paused_stays_paused(reader):
    reader.player.play(Locator(2))
    reader.listen(500)
    word = reader.words[-1]
    reader.player.pause()
    reader.listen(5000)
    assert (reader.words[-1], reader.player.state) == (word, PlayerState.PAUSED)
    reader.player.next_sentence()
    reader.listen(1000)
    assert reader.player.sentence.text == "第一班客人来了。"
    assert reader.player.state is PlayerState.PAUSED
    reader.player.toggle()
    reader.listen(300)
    assert reader.words[-1] == "一"


def test_another_rate_takes_effect_at_the_word_being_heard(reader):
    reader.player.play(Locator(2))
    reader.listen(700)
    assert reader.words[-1] == "收"
    reader.words.clear()
    reader.player.set_rate(2.0)
    reader.settle()
    reader.listen(1000 / 4.5 / 2 * 4 - 20)
    assert "".join(word for word in reader.words if word) == "好缆绳"  # 收 is already marked
    assert reader.sentences[-1] == "老船工收好缆绳。"
    assert reader.voice.requests[-1].rate == 2.0


def test_the_first_and_the_last_sentence_are_the_ends(reader):
    reader.player.previous_sentence()
    reader.player.next_sentence()
    assert reader.player.state is PlayerState.IDLE
    reader.player.play()
    reader.player.previous_sentence()
    assert reader.player.sentence.index == 0
    reader.player.seek(Locator(99))
    reader.player.next_sentence()
    assert reader.player.sentence.index == 4


def test_an_empty_script_is_not_read(reader):
    reader.player.load(())
    reader.player.play()
    reader.player.toggle()
    reader.player.seek(Locator(0))
    assert reader.player.state is PlayerState.IDLE


def test_the_end_may_start_the_next_part(reader):
    """A listener of `finished` that loads and plays another script finds the player ready for it."""
    parts = [build_script(UNITS.all[3:], "zh")]

    def go_on(_nothing):
        if parts:
            reader.player.load(parts.pop())
            reader.player.play()

    reader.player.finished.connect(go_on)
    reader.player.play(Locator(3))
    reader.listen(4000)
    assert reader.sentences == ["The ferry leaves.", None] * 2


def test_the_trouble_of_the_voice_reaches_the_reader_on_the_players_thread(reader):
    reader.voice.trouble.emit(SpeechError("speech.engine-stopped"))
    assert reader.troubles == []
    reader.settle()
    assert reader.troubles[0].key == "speech.engine-stopped"


def test_the_chosen_voice_and_rate_are_asked_for(reader):
    settings = SpeechSettings(voices=(VoiceChoice("en", "espeak:gmw/en"),), rate=1.5)
    reader.player.load(build_script(UNITS, "zh"), settings)
    reader.player.play(Locator(2, 8, 8))
    reader.settle()
    asked = {request.language: request for request in reader.voice.requests}
    assert (asked["zh"].voice, asked["en"].voice, asked["en"].rate) == ("", "espeak:gmw/en", 1.5)
