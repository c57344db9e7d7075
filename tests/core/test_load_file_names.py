"""What files from the web are called: by servers that know the rules, by Chinese ones, and by enemies."""

from __future__ import annotations

import base64
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from gxreader.load.web.file_names import file_name, numbered, safe_name, told_name

NAME = "附件1：老年人优待证.docx"
PERCENT = quote(NAME)
BASE64 = base64.b64encode(NAME.encode()).decode()


@pytest.mark.parametrize(
    "header",
    [
        f"attachment; filename*=UTF-8''{PERCENT}".encode(),
        f"attachment; filename=\"fallback.docx\"; filename*=utf-8'zh'{PERCENT}".encode(),
        f"attachment;filename*=GBK''{quote(NAME.encode('gbk'))}".encode(),
        f'attachment; filename="{NAME}"'.encode(),
        f'attachment; filename="{NAME}"'.encode("gbk"),
        f"attachment; filename={NAME}".encode("gb18030"),
        f'attachment; filename="{PERCENT}"'.encode(),
        f'attachment; filename="{quote(NAME.encode("gbk"))}"'.encode(),
        f'attachment; filename="=?UTF-8?B?{BASE64}?="'.encode(),
        f'attachment; filename="{NAME.encode().decode("latin-1")}"'.encode(),
        f'attachment; filename="{NAME.encode("gbk").decode("latin-1")}"'.encode(),
        b'inline; filename="C:\\\\files\\\\' + NAME.encode() + b'"',
    ],
)
def test_a_name_is_read_however_it_is_written(header: bytes) -> None:
    assert told_name(header) == NAME


def test_a_character_of_gbk_that_holds_a_backslash_stays_whole() -> None:
    name = "乗車.pdf"  # the second byte of the first one is a backslash
    assert b"\\" in name.encode("gb18030")
    assert told_name(f'attachment; filename="{name}"'.encode("gb18030")) == name


@pytest.mark.parametrize(
    "header", [b"", b"attachment", b"filename", b'attachment; filename=""', b"\xff\xfe;" * 9]
)
def test_a_header_without_a_name_has_none(header: bytes) -> None:
    assert told_name(header) == ""


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("..\\..\\a.txt", "_.._a.txt"),
        (".bashrc", "bashrc"),
        ("a.txt. . ", "a.txt"),
        ("con.txt", "_con.txt"),
        ("LPT1", "_LPT1"),
        ("aux .tar.gz", "_aux .tar.gz"),
        ("a\x00b\x07\r\nc.pdf", "ab c.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\u200b\u2066b.pdf", "ab.pdf"),
        ('a<b>:"|?*.pdf', "a_b______.pdf"),
        ("a:stream.txt", "a_stream.txt"),
        ("   ", ""),
        ("...", ""),
        ("///", ""),
        ("a\u3000 b.pdf", "a b.pdf"),
    ],
)
def test_tricks_with_names_come_to_nothing(given: str, safe: str) -> None:
    assert safe_name(given) == safe


@pytest.mark.parametrize("letter", ["a", "桂", "𠮷", "e\u0301"])
def test_a_long_name_is_cut_and_keeps_its_suffix(letter: str) -> None:
    name = safe_name(letter * 500 + ".docx")
    assert name.endswith(".docx")
    assert len(name) <= 120
    assert len(numbered(name, 999).encode()) <= 255
    assert safe_name(letter * 100_000)


def test_the_server_goes_first_then_the_link_then_the_address() -> None:
    told = 'attachment; filename="申请表.docx"'.encode()
    assert file_name(told, "附件2", "https://a.cn/P0.doc", ".docx") == "申请表.docx"
    assert file_name(b"", "附件2：申请表", "https://a.cn/P0.doc", ".docx") == "附件2：申请表.doc"
    assert file_name(b"", "", f"https://a.cn/x/{quote('通知.pdf')}?t=1", ".pdf") == "通知.pdf"
    assert file_name(b"", "", f"https://a.cn/x/{quote('通知.pdf'.encode('gbk'))}", ".pdf") == "通知.pdf"
    assert file_name(b"", "", "https://a.cn/down.do?id=5", ".pdf") == "down.do.pdf"
    assert file_name(b"", "下载", "https://a.cn/P0201.pdf", ".pdf") == "P0201.pdf"
    assert file_name(b"", "", "https://a.cn/", ".pdf") == "download.pdf"


def test_a_version_in_a_name_is_no_suffix() -> None:
    assert file_name(b"", "关于3.5版的说明", "https://a.cn/get", ".pdf") == "关于3.5版的说明.pdf"


def test_a_taken_name_gets_a_number_before_its_suffix() -> None:
    assert numbered("a.pdf", 2) == "a (2).pdf"
    assert numbered("a", 3) == "a (3)"


@settings(max_examples=150, deadline=None)
@given(
    some.binary(max_size=80) | some.text(max_size=80).map(lambda text: f'x; filename="{text}"'.encode()),
    some.text(max_size=80),
    some.text(max_size=40),
)
def test_whatever_is_sent_the_name_is_one_harmless_name(header: bytes, words: str, address: str) -> None:
    name = file_name(header, words, f"https://a.cn/{address}", ".pdf")
    assert 0 < len(name) <= 120
    assert len(name.encode()) <= 240
    assert name == name.strip(" .")
    assert not set(name) & set('/\\:*?"<>|')
    assert name.isprintable()
    assert name.partition(".")[0].lower() not in {"con", "prn", "aux", "nul", "com1", "lpt1"}
