"""Every sign that is read has a glyph: no empty boxes."""

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QTextLayout

from gxreader.qt.fonts import font
from gxreader.qt.main import application
from gxreader.theme.lettering import TYPEFACES, Lettering
from tests.core.cantonese_sentences import CANTONESE as SPOKEN
from tests.core.cantonese_sentences import MORE_CANTONESE
from tests.seed import seed_path

TWO_BYTES = (
    "㖞㧏㱮㳠䌷䎱䎬䙡䙌䜩䝼䞍䥇䥺䦂䦅䦆䦟䦛䦷䦶䲣䲡䱷\uf92c\uf979\uf995\uf9e7\uf9f1\ufa0c\ufa0e\ufa29⿰⿻⺁⻊"
)
NAMES = "㙦䶮𬭎𫖯𫍯𬱖𫓧𫄧𬸘𬀩𬳶𬇙"
CANTONESE = "啲邨嘅咗喺冇㗎嚟唔佢哋嘢噉瞓㩒攞揾嗰乜咁啱嬲𡃁𢫏𨋢𠵱𠝹𠸎嗌冚唪唥"
ZHUANG = "ƂƃƄƅƆɔƋƌƎəŊŋƏɯƜɵƟƧƨƼƽЗзЧч Vahcuengh Gvangjsih"
SIGNS = "〇○●◎①⑳❶㈠㈩ⅠⅫⅻ℃㎡№℡※§→←↑↓■□▲△★☆♀♂✓✔✗✘☑☐☎…—–·•‧・〔〕〖〗【】「」『』《》〈〉×÷≈≠≤≥‰°￥€½²³"
EXTENSION_A = (
    "㐂㐄㐅㐌㐖㐜㑊㒼㔾㕛㗂㘝㚻㛐㝵㞢㟃㡀㣺㥯㧟㩻㫖㬎㭬㮟㰤㲋㳒㴠㶽㸃㹴㻞㼌㿜䀠䂝䃘䅵䇲䉤䋎䌽"
    "䎸䐑䒷䔖䖡䗶䙞䛇䝮䟗䡇䢦䥕䧏䨏䪻䬠䭜䯀䰡䱃䳘䴗"
)
EXTENSION_B = "𠀋𠂉𠃌𠄌𠅃𠆢𠇰𠈃𠉂𠊎𠋣𠌊𠍁𠎀𠑊𠒅𠔃𠕋𠖥𠗀"
BUNDLED = {
    "two bytes": TWO_BYTES,
    "names": NAMES,
    "Cantonese": CANTONESE,
    "Cantonese sentences": "".join([*SPOKEN, *MORE_CANTONESE]),
    "Zhuang": ZHUANG,
    "signs": SIGNS,
}


def missing(text: str, letters: QFont) -> str:
    """The signs of a text that are drawn as nothing, or as an empty box."""
    found = []
    for sign in dict.fromkeys(text):
        if sign.isspace():
            continue
        layout = QTextLayout(sign, letters)
        layout.beginLayout()
        layout.createLine().setLineWidth(1000)
        layout.endLayout()
        glyphs = [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]
        if not glyphs or 0 in glyphs:
            found.append(sign)
    return "".join(found)


@pytest.fixture(scope="module", autouse=True)
def _a_program() -> None:
    application()


@pytest.mark.seed
def test_the_seed_has_no_tofu() -> None:
    path = seed_path()
    if path is None:
        pytest.skip("the seed article is not beside the project")
    text = path.read_text(encoding="utf-8")
    for lettering in (Lettering(), Lettering(is_strong=True), Lettering(is_legible=True)):
        assert missing(text, font(30, lettering=lettering)) == ""


@pytest.mark.parametrize("typeface", TYPEFACES)
@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("name", BUNDLED)
def test_what_is_bundled_has_it(name: str, bold: bool, typeface: str) -> None:
    assert missing(BUNDLED[name], font(30, bold=bold, lettering=Lettering(typeface))) == ""


def test_all_of_gb_2312_has_glyphs() -> None:
    rows = (
        bytes((high, low)).decode("gb2312", "ignore")
        for high in range(0xA1, 0xF8)
        for low in range(0xA1, 0xFF)
    )
    assert missing("".join(rows), font(30)) == ""


@pytest.mark.parametrize(
    ("text", "families"),
    [
        (
            EXTENSION_A,
            ("Noto Sans CJK SC", "Noto Serif CJK SC", "Microsoft YaHei", "SimSun", "BabelStone Han"),
        ),
        (EXTENSION_B, ("BabelStone Han", "HanaMinB", "SimSun-ExtB")),
    ],
    ids=["Extension A", "Extension B"],
)
def test_what_only_the_computer_has_is_taken_from_there(text: str, families: tuple[str, ...]) -> None:
    if not any(QFontDatabase.hasFamily(family) for family in families):
        pytest.skip(f"this computer has none of {', '.join(families)}")
    assert missing(text, font(30)) == ""


def test_the_test_sees_a_box() -> None:
    assert missing("\U0010fffc国\U0010fffd", font(30)) == "\U0010fffc\U0010fffd"
