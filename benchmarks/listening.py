"""How well each voice is understood: an offline listener writes down what it hears, and errors are counted.

    python benchmarks/listening.py [--voice ID ...] [--sentences N] [--language zh|en] [--article FILE]

Mandarin is scored by toneless syllables, English by words (`listening_measures.py`). A sentence goes through
the whole way of the program: normaliser, worker, engine. RTF is seconds of work for a second of sound; marks
is by how much word marks are later than sound that sets in after a pause: median, and p95 of its size.
"""

from __future__ import annotations

import argparse
import contextlib
import statistics
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]

from listening_ear import Ear, absent  # noqa: E402  # found only now
from listening_marks import mark_errors  # noqa: E402
from listening_measures import Score, english_score, mandarin_score, read_set  # noqa: E402
from listening_voices import ENGINES, Speaker, Spoken  # noqa: E402

from gxreader.errors import ReaderError  # noqa: E402
from gxreader.speech.values import Utterance, Voice  # noqa: E402

FIXTURES = ROOT / "tests" / "fixtures" / "speech"
LANGUAGES = ("zh", "en")
GREETING = {"zh": "你好。", "en": "Hello."}
WORST = 5
COLUMNS = (
    f"{'voice':<28}{'errors':>16}{'RTF wall':>10}{'RTF CPU':>9}"
    f"{'LUFS':>8}{'RMS dB':>8}{'peak':>7}{'lead ms':>9}{'marks ms':>13}"
)


@dataclass
class Result:
    """What one voice did on the sentences it was given."""

    voice: Voice
    heard: list[tuple[str, str, Score]] = field(default_factory=list)
    sounds: list[dict[str, float]] = field(default_factory=list)
    seconds: float = 0.0
    wall: float = 0.0
    processor: float = 0.0
    refused: list[str] = field(default_factory=list)
    marks: list[float] = field(default_factory=list)

    @property
    def errors(self) -> int:
        """All errors."""
        return sum(score.errors for _said, _heard, score in self.heard)

    @property
    def length(self) -> int:
        """All units that were to be heard."""
        return sum(score.length for _said, _heard, score in self.heard)

    @property
    def rate(self) -> float:
        """Errors for each unit."""
        return self.errors / max(self.length, 1)

    def note(self, spoken: Spoken, measured: dict[str, float]) -> None:
        """Add a sentence's cost and loudness."""
        self.seconds += spoken.utterance.milliseconds / 1000
        self.wall += spoken.wall
        self.processor += spoken.processor
        self.sounds.append(measured)
        self.marks.extend(mark_errors(spoken.utterance))

    def row(self) -> str:
        """Its line of the table."""
        share = f"{self.rate:.1%} ({self.errors}/{self.length})"
        length = max(self.seconds, 1e-9)
        if not self.sounds:
            return f"{self.voice.id:<28}{share:>16}"
        late = sorted(map(abs, self.marks))
        marks = f"{statistics.median(self.marks):+.0f} / {late[int(len(late) * 0.95)]:.0f}" if late else "-"
        middle = {name: statistics.median(sound[name] for sound in self.sounds) for name in self.sounds[0]}
        return (
            f"{self.voice.id:<28}{share:>16}{self.wall / length:>10.3f}{self.processor / length:>9.3f}"
            f"{middle['lufs']:>8.1f}{middle['rms']:>8.1f}"
            f"{max(sound['peak'] for sound in self.sounds):>7.2f}"
            f"{max(sound['leading'] for sound in self.sounds) * 1000:>9.0f}{marks:>13}"
        )


def scored(ear: Ear, utterance: Utterance, said: str, language: str) -> tuple[str, Score]:
    """What was heard, and how far it is from what was to be said."""
    heard = ear.hear(utterance, language)
    if language == "zh":
        return heard, mandarin_score(said, heard, ear.syllables)
    return heard, english_score(said, heard)


def listen(ear: Ear, speaker: Speaker, voice: Voice, pairs: Sequence[tuple[str, str]]) -> Result:
    """One voice says some sentences (as written, as said)."""
    result = Result(voice)
    language = voice.language.partition("-")[0].lower()
    with contextlib.suppress(ReaderError):
        speaker.say(GREETING[language], voice)  # what is loaded with the first words is not the others' cost
    for written, said in pairs:
        try:
            spoken = speaker.say(written, voice)
        except ReaderError:
            result.refused.append(written)
            spoken = Spoken(Utterance(b"", 22_050), 0.0, 0.0)
        heard, score = scored(ear, spoken.utterance, said, language)
        result.heard.append((said, heard, score))
        result.note(spoken, ear.measure(spoken.utterance))
    return result


def worst(result: Result, most: int = WORST) -> None:
    """The sentences heard worst, with what was heard."""
    ranked = sorted(result.heard, key=lambda entry: -entry[2].rate)
    for said, heard, score in [entry for entry in ranked if entry[2].errors][:most]:
        print(f"    {score.rate:>5.0%}  said  {said}\n           heard {heard}")
    for written in result.refused:
        print(f"    refused: {written}")


def mistaken(results: Sequence[tuple[str, str, Score]]) -> Counter[tuple[str, str]]:
    """Every stretch that was heard otherwise, with how often."""
    return Counter(difference for _said, _heard, score in results for difference in score.differences)


def compare_voices(ear: Ear, wanted: Sequence[str], sentences: int, languages: Sequence[str]) -> int:
    """The table of all voices, or of those wanted."""
    seen = 0
    for engine in ENGINES:
        speaker = Speaker(engine)
        if not speaker.voices:
            print(f"{engine}: not on this computer\n")
        for language in languages:
            voices = [voice for voice in speaker.voices_of(language) if not wanted or voice.id in wanted]
            if not voices:
                continue
            pairs = read_set((FIXTURES / f"heard_{language}.txt").read_text(encoding="utf-8"))
            pairs = pairs[:: max(len(pairs) // sentences, 1)][:sentences]
            unit = "toneless syllables" if language == "zh" else "words"
            print(f"{engine}, {language}: {len(pairs)} sentences, errors of {unit}\n{COLUMNS}")
            results = []
            for voice in voices:
                results.append(listen(ear, speaker, voice, pairs))
                print(results[-1].row(), flush=True)
            for result in results:
                print(f"  {result.voice.id}, heard worst:")
                worst(result)
            print()
            seen += len(voices)
        speaker.close()
    if wanted and not seen:
        print(f"no such voice: {' '.join(wanted)}")
    return 0 if seen else 1


def article_sentences(file: Path) -> list[tuple[str, str]]:
    """Each sentence of an article with its language, as the player reads it."""
    from gxreader.cli.loading import loaded
    from gxreader.model.units import Units
    from gxreader.speech.script import build_script

    article = loaded(str(file), "zh").article
    return [(found.text, found.language) for found in build_script(Units(article), article.language)]


def hear_article(ear: Ear, file: Path, wanted: Sequence[str], sentences: int) -> int:
    """A whole article, each sentence in the voice of its language, and what was heard otherwise."""
    from gxreader.speech.normalise import normalise

    script = article_sentences(file)[:sentences]
    for engine in ENGINES:
        speaker = Speaker(engine)
        for voice in [voice for voice in speaker.voices_of("zh") if voice.id in wanted]:
            english = next((other for other in speaker.voices_of("en")), None)
            parts = {"zh": Result(voice), **({"en": Result(english)} if english else {})}
            for text, language in script:
                part = parts.get(language)
                said = normalise(text, language).text
                if part is None or not any(character.isalnum() for character in said):
                    continue
                spoken = speaker.say(text, part.voice)
                heard, score = scored(ear, spoken.utterance, said, language)
                part.heard.append((said, heard, score))
                part.note(spoken, ear.measure(spoken.utterance))
            print(f"{file.name}: {len(script)} sentences\n{COLUMNS}")
            for part in parts.values():
                if part.heard:
                    print(part.row())
                    print("  heard otherwise (said > heard):")
                    for (said, heard), times in mistaken(part.heard).most_common():
                        print(f"    {times} x {said or '-'} > {heard or '-'}")
                    print("  heard worst:")
                    worst(part, 2 * WORST)
        speaker.close()
    return 0


def main() -> int:
    """Measure and print, or say why that cannot be."""
    options = argparse.ArgumentParser(prog="bench-listening", description=__doc__.splitlines()[0])
    options.add_argument("--voice", action="extend", nargs="+", default=[], metavar="ID")
    options.add_argument(
        "--sentences", type=int, default=1_000_000, metavar="N", help="of each set, evenly taken"
    )
    options.add_argument("--language", choices=LANGUAGES)
    options.add_argument(
        "--article", type=Path, metavar="FILE", help="listen to an article, in the voices given"
    )
    given = options.parse_args()
    if absent():
        print(f"SKIPPED: {absent()}")
        return 0
    with Ear() as ear:
        if given.article is not None:
            return hear_article(ear, given.article, given.voice or ["espeak:sit/cmn"], given.sentences)
        return compare_voices(
            ear, given.voice, given.sentences, [given.language] if given.language else LANGUAGES
        )


if __name__ == "__main__":
    sys.exit(main())
