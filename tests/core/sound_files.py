"""Sound for tests of sound files: made by arithmetic, so that every stretch of it is found again."""

import json
import shutil
import subprocess

import numpy as np
import pytest
import soundfile

RATE = 22050
PIECE_SECONDS = (2.0, 1.3, 2.71)


def noise(seconds, seed, rate=RATE):
    """Coloured noise with silence around it: unlike any other stretch, and kept by every encoder."""
    random = np.random.default_rng(seed)
    smooth = np.convolve(random.normal(0, 1, int(seconds * rate)), np.ones(12) / 12, "same")
    sound = (smooth / np.abs(smooth).max() * 12000).astype(np.int16)
    margin = int(0.15 * rate)
    sound[:margin] = sound[-margin:] = 0
    return sound


def place_of(piece, whole, about, rate):
    """The sample at which a piece begins in a decoded whole, looked for around a place."""
    width, begin = rate // 20, rate // 2
    inner = piece[begin : begin + rate // 5].astype(float)
    low = max(about + begin - width, 0)
    window = whole[low : low + 2 * width + len(inner)].astype(float)
    return low - begin + int(np.argmax(np.correlate(window, inner, "valid")))


def decoded(path):
    """The samples of a sound file and their rate, read by libsndfile."""
    return soundfile.read(path, dtype="int16")


def probed(path):
    """What ffprobe, which shares no code with what wrote the file, reads of it; skips without one."""
    if shutil.which("ffprobe") is None:
        pytest.skip("no ffprobe on this machine")
    words = ["ffprobe", "-v", "warning", "-show_format", "-show_chapters", "-of", "json", str(path)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert done.stderr == "" or "Unsupported codec" in done.stderr, done.stderr
    tags = {name.lower(): value for name, value in found["format"].get("tags", {}).items()}
    if not tags:  # of Ogg they are the stream's
        words[words.index("-show_format")] = "-show_streams"
        done = subprocess.run(words, capture_output=True, text=True, check=True)
        stream = json.loads(done.stdout)["streams"][0]
        tags = {name.lower(): value for name, value in stream["tags"].items()}
    chapters = [
        (chapter["tags"]["title"], float(chapter["start_time"]), float(chapter["end_time"]))
        for chapter in found["chapters"]
    ]
    return tags, chapters, float(found["format"]["duration"])
