"""The voices of Windows, with COM played by the test: text is text, offsets from zero, times from bytes."""

import array
import sys
from types import ModuleType, SimpleNamespace

import pytest

from gxreader.speech.values import SpeechRequest

RATE = 22050
WORD_SAMPLES = RATE // 4


class FakeStream:
    def __init__(self):
        self.Format = SimpleNamespace(Type=0)
        self.sound = b""

    def GetData(self):
        return tuple(self.sound)


class FakeVoice:
    """SAPI.SpVoice: speaks a quarter of a second a word, and queues its events as Windows does."""

    def __init__(self):
        self.EventInterests = 0
        self.AudioOutputStream = None
        self.Rate = self.Volume = 0
        self.spoken = []
        self.events = []
        self.sinks = []
        self._voices = [
            token("Huihui", "804", "HKLM\\Voices\\Huihui"),
            token("Zira", "409", "HKLM\\Voices\\Zira"),
        ]
        self.Voice = self._voices[1]

    def GetVoices(self):
        return self._voices

    def Speak(self, text, flags):
        self.spoken.append((text, flags, self.Voice.Id, self.Rate, self.AudioOutputStream.Format.Type))
        self.events.append(("StartStream", 1, 0))
        position = 0
        for word in text.split(" "):
            offset = text.index(word, position)
            byte = len(self.AudioOutputStream.sound)
            self.events.append(("Word", 1, byte, offset, len(word)))
            self.AudioOutputStream.sound += array.array("h", [900] * WORD_SAMPLES).tobytes()
            position = offset + len(word)
        self.events.append(("EndStream", 1, len(self.AudioOutputStream.sound)))

    def pump(self):
        events, self.events = self.events, []
        for name, *arguments in events:
            getattr(self.sinks[-1], f"_ISpeechVoiceEvents_{name}")(*arguments)


def token(name, language, identifier):
    attributes = {"Language": language, "Gender": "Female", "Age": "Adult"}
    return SimpleNamespace(Id=identifier, GetDescription=lambda: name, GetAttribute=attributes.get)


@pytest.fixture
def voice(monkeypatch):
    made = FakeVoice()
    client, package, generated, com = (
        ModuleType(name) for name in ("client", "comtypes", "gen", "pythoncom")
    )
    client.CreateObject = lambda name: FakeStream() if "Stream" in name else made
    client.GetEvents = lambda _voice, sink: made.sinks.append(sink)
    generated.SpeechLib = SimpleNamespace(SSFMCreateForWrite=3)
    package.client, package.gen = client, generated
    com.PumpWaitingMessages = made.pump
    fakes = {"comtypes": package, "comtypes.client": client, "comtypes.gen": generated, "pythoncom": com}
    for name, module in fakes.items():
        monkeypatch.setitem(sys.modules, name, module)
    forget_drivers()
    monkeypatch.setattr(sys, "platform", "win32")
    yield made
    forget_drivers()


def forget_drivers():
    """Modules that saw one test's COM must not be met by another test."""
    for name in ("pyttsx3.drivers.sapi5", "gxreader.speech.engines.sapi_driver", "pyttsx3.drivers.gxreader"):
        sys.modules.pop(name, None)
        package, _, short = name.rpartition(".")
        if package in sys.modules and hasattr(sys.modules[package], short):
            delattr(sys.modules[package], short)


@pytest.fixture
def engine(voice):  # noqa: ARG001 - what the engine will speak with
    from gxreader.speech.engines import pyttsx3_engine

    return pyttsx3_engine.Pyttsx3Engine()


def test_the_voices_of_windows_are_found_by_language(engine):
    assert [(found.id, found.language) for found in engine.voices()] == [
        ("sapi5:HKLM\\Voices\\Huihui", "zh-CN"),
        ("sapi5:HKLM\\Voices\\Zira", "en-US"),
    ]


def test_a_sentence_is_text_not_markup_and_its_words_have_their_times(engine, voice):
    text = "If a < b & c then <stop>."
    utterance = engine.synthesise(SpeechRequest(text, "en"))
    spoken, flags, used, _rate, wave_format = voice.spoken[-1]
    assert (spoken, flags, used, wave_format) == (text, 16, "HKLM\\Voices\\Zira", 22)
    words = [text[mark.start : mark.start + mark.length] for mark in utterance.marks]
    assert words[:2] == ["If", "a"]
    assert [round(mark.milliseconds) for mark in utterance.marks[:3]] == [0, 250, 500]
    assert utterance.milliseconds == pytest.approx(len(text.split(" ")) * 250, abs=1)


def test_chinese_goes_to_the_chinese_voice_and_the_rate_is_set(engine, voice):
    engine.synthesise(SpeechRequest("江水 向东", "zh", rate=1.0))
    assert voice.spoken[-1][2:4] == ("HKLM\\Voices\\Huihui", 0)
    engine.synthesise(SpeechRequest("江水 向东", "zh", rate=3.0))
    assert voice.spoken[-1][3] == 10
    engine.synthesise(SpeechRequest("江水 向东", "zh", rate=0.5))
    assert voice.spoken[-1][3] == -6


def test_two_sentences_do_not_mix(engine):
    first = engine.synthesise(SpeechRequest("one two", "en"))
    second = engine.synthesise(SpeechRequest("three", "en"))
    assert (len(first.marks), len(second.marks)) == (2, 1)
    assert first.milliseconds == pytest.approx(2 * second.milliseconds, abs=1)
