"""Formulas of pages and books: the line that is shown, the words that are said, and what hostile ones do."""

import pytest
from lxml import etree

from gxreader.export.html import article_html
from gxreader.export.markdown import article_markdown
from gxreader.export.text import article_text
from gxreader.load.fit import fit
from gxreader.load.markup.fragment import blocks_of_fragment
from gxreader.load.markup.mathml import LONGEST, formula_of, formula_of_tex
from gxreader.model.article import Article, Heading, Math, Paragraph, Run, plain
from gxreader.model.codec import from_json, to_json
from gxreader.model.units import Units
from gxreader.speech.normalise import put_into_words
from gxreader.speech.script import LONGEST as LONGEST_SENTENCE
from gxreader.speech.script import build_script

A2 = "<msup><mi>a</mi><mn>2</mn></msup>"
PYTHAGORAS = (
    f"<math>{A2}<mo>+</mo><msup><mi>b</mi><mn>2</mn></msup><mo>=</mo><msup><mi>c</mi><mn>2</mn></msup></math>"
)
FRACTION = "<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac>"
FORMULAS = [
    (f"{A2}<mo>=</mo><mn>4</mn>", "a² = 4", "a 的平方 等于 4", "a squared equals 4"),
    (FRACTION, "(a+b)/c", "c 分之 a 加 b", "fraction a plus b over c end fraction"),
    (
        f"{FRACTION}<mo>-</mo><mi>d</mi>",
        "(a+b)/c − d",
        "c 分之 a 加 b，分数完，减 d",
        "fraction a plus b over c end fraction minus d",
    ),
    (
        "<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>",
        "√(x+1)",
        "根号 x 加 1",
        "square root of x plus 1 end root",
    ),
    ("<mroot><mn>8</mn><mn>3</mn></mroot>", "³√8", "三次根号 8", "cube root of 8"),
    ("<msub><mi>a</mi><mrow><mi>i</mi><mi>j</mi></mrow></msub>", "aᵢⱼ", "a 下标 i j", "a sub i j"),
    (
        "<msubsup><mi>x</mi><mn>1</mn><mn>3</mn></msubsup>",
        "x₁³",
        "x 下标 1 的立方",
        "x sub 1 cubed",
    ),
    (
        "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi>",
        "∑ᵢ₌₁ⁿ i",
        "求和，i 从 1 到 n，i",
        "sum from i equals 1 to n of i",
    ),
    (
        "<msubsup><mo>∫</mo><mn>0</mn><mi>∞</mi></msubsup><mi>f</mi><mo>(</mo><mi>x</mi><mo>)</mo>",
        "∫₀^∞ f(x)",
        "积分，从 0 到 无穷大，f x",
        "integral from 0 to infinity of f of x",
    ),
    (
        "<munder><mo>lim</mo><mrow><mi>x</mi><mo>→</mo><mn>0</mn></mrow></munder><mi>x</mi>",
        "lim_(x→0) x",
        "x 趋于 0 时的极限，x",
        "limit as x goes to 0 of x",
    ),
    ("<mover><mi>a</mi><mo>→</mo></mover>", "a⃗", "向量 a", "vector a"),
    (
        (
            "<mrow><mo>(</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr>"
            "<mtr><mtd><mn>3</mn></mtd><mtd><mn>4</mn></mtd></mtr></mtable><mo>)</mo></mrow>"
        ),
        "(1, 2; 3, 4)",
        "2 行 2 列的矩阵，第 1 行，1，2；第 2 行，3，4，完",
        "matrix of 2 rows and 2 columns, row 1, 1, 2; row 2, 3, 4, end",
    ),
    (
        (
            "<mo>|</mo><mi>x</mi><mo>|</mo><mo>=</mo><mrow><mo>{</mo><mtable><mtr><mtd><mi>x</mi></mtd></mtr>"
            "<mtr><mtd><mo>-</mo><mi>x</mi></mtd></mtr></mtable></mrow>"
        ),
        "|x| = {x; −x",
        "绝对值 x，绝对值完，等于 分 2 种情况，第 1 种，x；第 2 种，负 x",
        "absolute value of x end absolute value equals 2 cases, case 1, x; case 2, minus x",
    ),
    (
        "<mfenced open='[' close=')'><mn>0</mn><mn>1</mn></mfenced>",
        "[0, 1)",
        "左方括号 0，1 右括号",
        "open bracket 0, 1 close parenthesis",
    ),
    (
        "<mmultiscripts><mi>C</mi><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>",
        "₆¹⁴C",
        "左上标 14，左下标 6，C",
        "left super 14, left sub 6, C",
    ),
    (
        "<mtext>速度</mtext><mo>=</mo><mstyle><mfrac><mi>s</mi><mi>t</mi></mfrac></mstyle>",
        "速度 = s/t",
        "速度 等于 t 分之 s",
        "速度 equals s over t",
    ),
    (
        "<mi>θ</mi><mo>≤</mo><mn>90</mn><mo>°</mo>",
        "θ ≤ 90°",
        "西塔 小于等于 90 度",
        "theta is at most 90 degrees",
    ),
    (
        "<msup><mrow><mo>(</mo><mfrac><mi>a</mi><mi>b</mi></mfrac><mo>)</mo></mrow><mn>2</mn></msup>",
        "(a/b)²",
        "左括号 b 分之 a 右括号 的平方",
        "open parenthesis a over b close parenthesis squared",
    ),
]


@pytest.mark.parametrize(("inside", "line", "chinese", "english"), FORMULAS)
def test_mathml_is_a_line_and_words_in_both_languages(inside, line, chinese, english):
    assert formula_of(etree.fromstring(f"<math>{inside}</math>")) == (line, Math(chinese, english))


@pytest.mark.parametrize(
    ("source", "line", "chinese"),
    [
        (r"\frac{-b\pm\sqrt{b^2-4ac}}{2a}", "(−b±√(b²−4ac))/(2a)", None),
        (r"e^{i\pi}+1=0", "e^(iπ) + 1 = 0", "e 的 i 派 次方 加 1 等于 0"),
        (r"\left(\frac{a}{b}\right)^2", "(a/b)²", "左括号 b 分之 a 右括号 的平方"),
        (r"\begin{cases}1,&x>0\\0,&x\le 0\end{cases}", "{1, x > 0; 0, x ≤ 0", None),
        (r"\log_2 8=3", "log₂ 8 = 3", "对数，以 2 为底，8 等于 3"),
        (r"\binom{n}{k}", "C(n, k)", "n 中取 k 的组合数"),
        (r"f'(x)", "f′(x)", "f 撇 x"),
        (r"\mathrm{d}x\,\text{米}", "dx 米", "d x 米"),
        (r"{a \over b}", "a/b", "b 分之 a"),
    ],
)
def test_tex_is_read_as_well(source, line, chinese):
    written, words = formula_of_tex(source)
    assert written == line
    assert chinese is None or words.zh == chinese


def test_tex_beside_mathml_helps_where_that_is_empty():
    annotation = '<annotation encoding="application/x-tex">\\frac{1}{2}</annotation>'
    empty = f"<math><semantics><mrow/>{annotation}</semantics></math>"
    assert formula_of(etree.fromstring(empty))[0] == "1/2"
    full = f"<math><semantics><mi>y</mi>{annotation}</semantics></math>"
    assert formula_of(etree.fromstring(full))[0] == "y"
    assert formula_of(etree.fromstring('<math alttext="x^2"/>'))[0] == "x²"
    assert formula_of(etree.fromstring('<math alttext="two dots"/>')) == ("two dots", None)


def blocks(markup):
    return blocks_of_fragment(markup, "https://a.example/")


def test_a_formula_in_a_paragraph_is_a_run_of_its_own():
    (paragraph,) = blocks(f"<p>勾股定理：{PYTHAGORAS}，人人会背。</p>")
    assert [run.text for run in paragraph.runs] == ["勾股定理：", "a² + b² = c²", "，人人会背。"]
    assert [run.math is not None for run in paragraph.runs] == [False, True, False]


def test_two_formulas_that_touch_stay_two_and_one_in_a_heading_is_said_there_too():
    (heading,) = blocks(f"<h2>论 <math>{A2}</math><math>{A2}</math></h2>")
    assert isinstance(heading, Heading)
    assert [run.text for run in heading.runs if run.math] == ["a²", "a²"]


def test_a_formula_set_apart_is_a_paragraph():
    before, formula, after = blocks(f"<p>由此</p><math display='block'>{FRACTION}</math><p>得证。</p>")
    assert [plain(one.runs) for one in (before, formula, after)] == ["由此", "(a+b)/c", "得证。"]


@pytest.mark.parametrize(
    "markup",
    [
        # an encyclopedia: hidden MathML, and a picture of the formula
        (
            '<span class="mwe-math-element"><span class="mwe-math-mathml-inline" style="display: none">'
            f'{PYTHAGORAS}</span><img src="f.svg" class="mwe-math-fallback-image-inline"'
            ' alt="{\\displaystyle a^{2}}"></span>'
        ),
        # a page typeset beforehand: MathML for screen readers, letters for eyes
        (
            f'<span class="katex"><span class="katex-mathml">{PYTHAGORAS}</span>'
            '<span class="katex-html" aria-hidden="true"><span>a</span><span>2</span></span></span>'
        ),
        (
            f"<mjx-container><mjx-math aria-hidden='true'>a2b2c2</mjx-math><mjx-assistive-mml>{PYTHAGORAS}"
            "</mjx-assistive-mml></mjx-container>"
        ),
        '<script type="math/tex">a^2+b^2=c^2</script>',
        '<img class="tex" alt="\\displaystyle a^2+b^2=c^2" src="f.svg">',
    ],
)
def test_pages_that_show_a_formula_twice_are_read_once(markup):
    (paragraph,) = blocks(f"<p>看：{markup}。</p>")
    assert plain(paragraph.runs) == "看：a² + b² = c²。"
    assert sum(run.math is not None for run in paragraph.runs) == 1


MATH = Math("a 的平方", "a squared")
ARTICLE = Article(
    title="一",
    language="zh",
    blocks=(Paragraph((Run("设 "), Run("a² = 1.5; b", math=MATH), Run(" 成立。然后完。"))),),
)


def test_json_and_the_written_forms_know_formulas():
    assert from_json(to_json(ARTICLE)) == ARTICLE
    page = article_html(ARTICLE)
    assert 'role="math" aria-label="a 的平方"' in page
    again = [run for block in blocks(page) for _, run in enumerate(getattr(block, "runs", ())) if run.math]
    assert [(run.text, run.math) for run in again] == [("a² = 1.5; b", MATH)]
    assert "a² = 1.5; b" in article_text(ARTICLE)
    assert "a² = 1.5; b" in article_markdown(ARTICLE)


def test_the_voice_says_the_words_and_no_sentence_ends_within_a_formula():
    units = Units(ARTICLE)
    script = build_script(units.all[1:], "zh")
    assert [one.text for one in script] == ["设 a² = 1.5; b 成立。", "然后完。"]
    assert all(units.text_at(one.place) == one.text for one in script)
    assert put_into_words(script[0].text, script[0].said).text == "设  a 的平方  成立。"


@pytest.mark.parametrize(
    ("before", "language", "words"),
    [("", "zh", "a 的平方"), ("", "", "a 的平方"), ("", "en", "a squared"), ("Let ", "zh", "a squared")],
)
def test_a_formula_is_said_in_the_language_around_it(before, language, words):
    article = Article(language=language, blocks=(Paragraph((Run(before), Run("a²", math=MATH))),))
    (only,) = build_script(Units(article), language)
    assert only.said[0].words.strip() == words


def test_a_formula_that_takes_long_to_say_is_said_in_pieces_with_one_place():
    long = Math("，".join(["a 加 b"] * 100), ", ".join(["a plus b"] * 100))
    article = Article(language="zh", blocks=(Paragraph((Run("前，"), Run("a+b", math=long), Run("，后。"))),))
    script = build_script(Units(article), "zh")
    said = [put_into_words(one.text, one.said).text for one in script]
    assert max(map(len, said)) <= LONGEST_SENTENCE
    assert "".join(said).replace(" ", "") == "前，" + long.zh.replace(" ", "") + "，后。"
    assert {(one.place.start, one.place.end) for one in script} == {(0, 2), (2, 5), (5, 8)}


HOSTILE = [
    "<mrow>" * 3000 + "<mi>x</mi>" + "</mrow>" * 3000,
    "<msqrt>" * 150 + "<mi>x</mi>" + "</msqrt>" * 150,
    "<mfrac><mi>a</mi>" * 150 + "<mi>x</mi>" + "</mfrac>" * 150,
    "<mroot><mi>a</mi>" * 100 + "<mi>x</mi>" + "</mroot>" * 100,
    "<munderover><mo>∑</mo>" * 100 + "<mi>x</mi>" + "</munderover>" * 100,
    "<mi>x</mi><mo>+</mo>" * 20_000,
    "<mo>(</mo>" * 5000,
    "<mtable><mtr><mtd>" * 80 + "x" + "</mtd></mtr></mtable>" * 80,
    "<mmultiscripts>" * 100 + "</mmultiscripts>" * 100,
    "<mn>" + "9" * 100_000 + "</mn>",
    "<mfenced separators=''><mfrac/><msub/><mroot/><mtable/></mfenced>",
    "<annotation-xml>x</annotation-xml>",
]


@pytest.mark.parametrize("inside", HOSTILE, ids=range(len(HOSTILE)))
def test_deep_and_huge_formulas_are_read_as_text(inside):
    root = etree.fromstring(f"<math>{inside}</math>", etree.XMLParser(huge_tree=True, recover=True))
    line, words = formula_of(root)
    assert words is None or max(len(line), len(words.zh), len(words.en)) <= LONGEST
    fitted = fit(Article(blocks=blocks(f"<p>甲<math>{inside}</math>乙</p>")))
    text = "".join(plain(block.runs) for block in fitted.blocks if isinstance(block, Paragraph))
    assert text.startswith("甲")
    assert text.endswith("乙")
    assert "<mi>x" not in inside or {"x", "ˣ", "ₓ"} & set(text)


BROKEN = [
    "{" * 4000,
    "\\hat" * 1200,
    "\\frac" * 900,
    "a^" * 2000,
    "\\begin{matrix}" * 300,
    "\\left(" * 800,
    "}" * 999,
    "\\sqrt[" * 500,
    "x" * 10_000,
    *("\\", "\\text{", "^", "_^_^", "\\over\\over", "\\end{a}", "&&\\\\&"),
]


@pytest.mark.parametrize("source", BROKEN, ids=range(len(BROKEN)))
def test_broken_tex_ends(source):
    line, words = formula_of_tex(source)
    assert words is None or len(words.zh) <= LONGEST
    assert line.startswith(source[:1]) or source[:1] != "x"


def test_of_more_formulas_than_there_is_time_for_the_text_is_kept():
    found = blocks("".join(f"<p>第{n}个：{PYTHAGORAS}</p>" for n in range(4000)))
    assert len(found) == 4000
    assert plain(found[0].runs).endswith("a² + b² = c²")
    assert plain(found[-1].runs).endswith("a2+b2=c2")


@pytest.mark.parametrize("inside", ["<b>整段文字</b>，不是公式。", "很长的文字。" * 400])
def test_what_only_claims_to_be_a_formula_is_text(inside):
    claimed = f'<p><span data-formula-zh="甲" data-formula-en="a">{inside}</span></p>'
    runs = [run for block in blocks(claimed) for run in block.runs]
    assert all(run.math is None for run in runs)
    assert "文字" in plain(tuple(runs))
