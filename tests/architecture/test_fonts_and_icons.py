"""The bundled typeface has a name of its own and every sign we need; icons are all there."""

import struct

import pytest

from tests.architecture import guards

FONTS = sorted((guards.ROOT / "resources" / "fonts").glob("GxreaderSansSC-*.otf"))
NEEDED = "桂读大字听读啲邨冇㗎嘅咗喺•·—…“”‘’《》【】①⑩ǎǐǒǔǚüéßΩЖあア→↑■★％，。！？、；：￥€"


def tables(data):
    """The tables of a font file by name (the OpenType specification, table directory)."""
    count = struct.unpack_from(">H", data, 4)[0]
    entries = (struct.unpack_from(">4sLLL", data, 12 + 16 * number) for number in range(count))
    return {tag.decode(): data[offset : offset + length] for tag, _, offset, length in entries}


def code_points(cmap):
    """The characters of a cmap table with a subtable of format 12."""
    count = struct.unpack_from(">H", cmap, 2)[0]
    for number in range(count):
        offset = struct.unpack_from(">HHL", cmap, 4 + 8 * number)[2]
        if struct.unpack_from(">H", cmap, offset)[0] == 12:
            groups = struct.unpack_from(">L", cmap, offset + 12)[0]
            for group in range(groups):
                first, last, glyph = struct.unpack_from(">LLL", cmap, offset + 16 + 12 * group)
                for step in range(last - first + 1):
                    yield first + step, glyph + step


def test_there_are_two_weights():
    weights = [struct.unpack_from(">H", tables(file.read_bytes())["OS/2"], 4)[0] for file in FONTS]
    assert weights == [700, 400]


@pytest.mark.parametrize("file", FONTS, ids=lambda file: file.stem)
def test_font_has_its_own_name_and_our_signs(file):
    found = tables(file.read_bytes())
    assert "Gxreader Sans SC".encode("utf-16-be") in found["name"]
    assert "Noto Sans CJK".encode("utf-16-be") not in found["name"].replace(
        "A subset of Noto Sans CJK SC".encode("utf-16-be"), b""
    )
    glyphs = dict(code_points(found["cmap"]))
    assert [sign for sign in NEEDED if ord(sign) not in glyphs] == []
    assert [point for point in glyphs if 0x2E80 <= point <= 0x2FDF] == []
    assert len(set(glyphs.values())) == len(glyphs)


@pytest.mark.parametrize("file", FONTS, ids=lambda file: file.stem)
def test_font_covers_the_usual_chinese(file):
    glyphs = dict(code_points(tables(file.read_bytes())["cmap"]))
    rows = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    signs = "".join(pair.decode("gb2312", "ignore") for pair in rows)
    assert len(signs) > 6700
    assert [sign for sign in signs if ord(sign) not in glyphs] == []


def test_icons_are_simple_drawings():
    files = sorted((guards.ROOT / "resources" / "icons").glob("*.svg"))
    assert len(files) > 60
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert "<script" not in text
        assert "href" not in text
        assert file.stem == "gxreader" or 'stroke="currentColor"' in text
