"""Documents made for tests, byte by byte: PDF, DOCX, ODT, OFD. Nothing in them comes from elsewhere."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gxreader.load.parsing.process import InThisProcess
from gxreader.load.parsing.source import Report, Source
from gxreader.model.article import (
    Article,
    Block,
    Code,
    Heading,
    ListBlock,
    Paragraph,
    Picture,
    Quote,
    Separator,
    Table,
    plain,
)
from gxreader.model.units import Units


def opened(data: bytes, *, name: str = "", path: Path | None = None, report: Report | None = None) -> Article:
    """The article that the parsing process makes of a file, made here."""
    source = Source(path=str(path), name=name) if path else Source(data=data, name=name)
    return InThisProcess().parse(source, report).article


def told(article: Article) -> str:
    """All text a reader meets, a line for each unit."""
    return "\n".join(unit.text for unit in Units(article).all)


def outline(blocks: Sequence[Block]) -> list[str]:
    """Blocks in short: what each is, and its text."""
    return [_short(block) for block in blocks]


def _short(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {plain(block.runs)}"
    if isinstance(block, Paragraph):
        return plain(block.runs)
    if isinstance(block, ListBlock):
        sign = "1." if block.ordered else "-"
        return " ".join(f"{sign} {' / '.join(outline(item.blocks))}" for item in block.items)
    if isinstance(block, Quote):
        return "> " + " / ".join(outline(block.blocks))
    if isinstance(block, Table):
        return "; ".join("|".join(plain(cell.runs) for cell in row) for row in block.rows)
    if isinstance(block, Picture):
        return f"[{block.url}|{block.alt}|{plain(block.caption)}]"
    if isinstance(block, Code):
        return f"```{block.text}"
    assert isinstance(block, Separator)
    return "---"


def packed(files: dict[str, str | bytes]) -> bytes:
    """A zip archive."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return whole.getvalue()


def png(width: int = 120, height: int = 80) -> bytes:
    """A picture in one colour."""
    from PIL import Image

    whole = io.BytesIO()
    Image.new("RGB", (width, height), (20, 120, 60)).save(whole, "PNG")
    return whole.getvalue()


@dataclass
class Text:
    """Words on a page of a PDF: `y` counts from the top. A hanzi is an em wide, a letter half of it."""

    x: float
    y: float
    text: str
    size: float = 10.5
    bold: bool = False
    angle: int = 0
    downwards: bool = False


@dataclass
class Image:
    """A picture on a page of a PDF."""

    x: float
    y: float
    width: float
    height: float


WIDTH, HEIGHT = 595, 842
_TURNS = {0: "1 0 0 1", 90: "0 1 -1 0", 45: ".707 .707 -.707 .707"}


def width_of(text: str, size: float) -> float:
    """How wide words are in `Text`."""
    return size * sum(1.0 if character > "\u2e00" else 0.5 for character in text)


class Pdf:
    """Writes a PDF with one Chinese font that every reader is thought to have: no font file is in it."""

    def __init__(self, *pages: Sequence[Text | Image], **info: str) -> None:
        self._objects: list[bytes] = []
        self._marks: list[tuple[str, int]] = []
        self._pages = pages
        self._info = info
        self.rotate = 0
        self.labels = ""  # a number tree of printed page numbers, as PDF writes it

    def mark(self, title: str, page: int) -> Pdf:
        """Add an entry to the outline."""
        self._marks.append((title, page))
        return self

    def _add(self, body: str | bytes) -> int:
        self._objects.append(body.encode("latin-1") if isinstance(body, str) else body)
        return len(self._objects)

    def _stream(self, words: str, data: bytes) -> int:
        head = f"<< {words} /Length {len(data)} >>\nstream\n".encode()
        return self._add(head + data + b"\nendstream")

    def _font(self, name: str) -> int:
        ranges = [f"<{high:02x}00> <{high:02x}ff> <{high:02x}00>" for high in range(256)]
        groups = [ranges[start : start + 100] for start in range(0, 256, 100)]
        cmap = (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Same def\n"
            "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
            + "\n".join(
                f"{len(group)} beginbfrange\n" + "\n".join(group) + "\nendbfrange" for group in groups
            )
            + "\nendcmap end end"
        )
        to_unicode = self._stream("", cmap.encode())
        described = self._add(
            f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [0 -200 1000 900] "
            "/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>"
        )
        inner = self._add(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) "
            f"/Ordering (GB1) /Supplement 4 >> /FontDescriptor {described} 0 R /DW 1000 /W [1 95 500] >>"
        )
        return self._add(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /UniGB-UCS2-H "
            f"/DescendantFonts [{inner} 0 R] /ToUnicode {to_unicode} 0 R >>"
        )

    def _content(self, items: Sequence[Text | Image]) -> bytes:
        words: list[str] = []
        for item in items:
            if isinstance(item, Image):
                low = HEIGHT - item.y - item.height
                words.append(f"q {item.width} 0 0 {item.height} {item.x} {low} cm /I Do Q")
                continue
            pieces = list(item.text) if item.downwards else [item.text]
            for number, piece in enumerate(pieces):
                code = piece.encode("utf-16-be").hex()
                y = HEIGHT - item.y - number * item.size * 1.05
                font = "/B" if item.bold else "/F"
                words.append(
                    f"BT {font} {item.size} Tf {_TURNS[item.angle]} {item.x} {y:.2f} Tm <{code}> Tj ET"
                )
        return "\n".join(words).encode()

    def data(self, *, encrypt: str = "") -> bytes:
        """The file's bytes."""
        self._objects = [b"", b""]  # catalogue and page tree, written last
        font, bold = self._font("Same"), self._font("Same-Bold")
        pixels = self._stream(
            "/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8",
            bytes(range(0, 256, 4)),
        )
        kids: list[int] = []
        for items in self._pages:
            content = self._stream("", self._content(items))
            kids.append(
                self._add(
                    f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {self.rotate} "
                    f"/Contents {content} 0 R "
                    f"/Resources << /Font << /F {font} 0 R /B {bold} 0 R >> /XObject << /I {pixels} 0 R >> >>"
                    " >>"
                )
            )
        self._objects[1] = (
            f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
        )
        marks = self._outline(kids)
        self._objects[0] = f"<< /Type /Catalog /Pages 2 0 R {marks} {self.labels} >>".encode()
        info = self._add(
            "<< "
            + " ".join(
                f"/{name} <feff{value.encode('utf-16-be').hex()}>" for name, value in self._info.items()
            )
            + " >>"
        )
        return self._written(f"/Root 1 0 R /Info {info} 0 R {encrypt}")

    def _outline(self, kids: list[int]) -> str:
        if not self._marks:
            return ""
        first = len(self._objects) + 1
        parent = first + len(self._marks)
        for number, (title, page) in enumerate(self._marks):
            after = f"/Next {first + number + 1} 0 R" if number + 1 < len(self._marks) else ""
            self._add(
                f"<< /Title <feff{title.encode('utf-16-be').hex()}> /Parent {parent} 0 R {after} "
                f"/Dest [{kids[page]} 0 R /Fit] >>"
            )
        self._add(
            f"<< /Type /Outlines /First {first} 0 R /Last {parent - 1} 0 R /Count {len(self._marks)} >>"
        )
        return f"/Outlines {parent} 0 R"

    def _written(self, trailer: str) -> bytes:
        whole = io.BytesIO()
        whole.write(b"%PDF-1.7\n")
        places: list[int] = []
        for number, body in enumerate(self._objects, start=1):
            places.append(whole.tell())
            whole.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
        start = whole.tell()
        whole.write(f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode())
        for place in places:
            whole.write(f"{place:010d} 00000 n \n".encode())
        whole.write(f"trailer << /Size {len(places) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF".encode())
        return whole.getvalue()


def lines(
    text: str, *, x: float = 80, y: float = 100, width: float = 430, size: float = 10.5, indent: float = 2
) -> list[Text]:
    """A paragraph set in lines, its first indented by so many em; words are not broken, hanzi may be."""
    pieces = text.split(" ") if text.isascii() else list(text)
    gap = " " if text.isascii() else ""
    result: list[Text] = []
    current, start = "", x + indent * size
    for piece in pieces:
        longer = f"{current}{gap}{piece}" if current else piece
        if current and start + width_of(longer, size) > x + width:
            result.append(Text(start, y, current, size))
            current, start, y = piece, x, y + 1.5 * size
        else:
            current = longer
    result.append(Text(start, y, current, size))
    return result


def below(placed: Sequence[Text], gap: float = 1.5) -> float:
    """Where the next line goes."""
    return placed[-1].y + gap * placed[-1].size


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def word(text: str, *, style: str = "", before: str = "", run: str = "") -> str:
    """A paragraph of a Word document; `before` goes into its properties, `run` into its run's."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f"<w:p><w:pPr>{named}{before}</w:pPr><w:r><w:rPr>{run}</w:rPr>"
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def docx(body: str, **parts: str | bytes) -> bytes:
    """A Word document. `styles`, `numbering`, `footnotes`, `comments`, `core`: what is in them; `picture`: a file."""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="png" ContentType="image/png"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for name in ("styles", "numbering", "footnotes", "comments")
        if name in parts
    )
    if "picture" in parts:
        files["word/media/one.png"] = parts.pop("picture")
        relations += f'<Relationship Id="one" Type="{_OFFICE}/image" Target="media/one.png"/>'
    files["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
        f'<Relationship Id="web" Type="{_OFFICE}/hyperlink" Target="https://example.org/a" TargetMode="External"/>'
        "</Relationships>"
    )
    core = str(parts.pop("core", ""))
    if core:
        files["docProps/core.xml"] = (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
            f"{core}</cp:coreProperties>"
        )
    for name, inner in parts.items():
        files[f"word/{name}.xml"] = f"<w:{name} {_NAMESPACES}>{inner}</w:{name}>"
    return packed(files)


_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "meta", "manifest")
) + (
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
)
ODT = "application/vnd.oasis.opendocument.text"


def odt(text: str, *, styles: str = "", meta: str = "", **files: str | bytes) -> bytes:
    """An ODT document; `files` are more of its parts, by names with __ for / and _ for a dot."""
    more = {name.replace("__", "/").replace("_", "."): data for name, data in files.items()}
    return packed(
        {
            "mimetype": ODT,
            "content.xml": f"<office:document-content {_ODF}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{text}</office:text></office:body>"
            "</office:document-content>",
            "meta.xml": f"<office:document-meta {_ODF}><office:meta>{meta}</office:meta></office:document-meta>",
        }
        | more
    )


def flat_odt(text: str) -> bytes:
    """The same as one XML file."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_ODF} office:mimetype="{ODT}"><office:meta>'
        f"<dc:title>渡口</dc:title></office:meta><office:body><office:text>{text}</office:text></office:body>"
        "</office:document>"
    ).encode()


_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd_text(x: float, y: float, text: str, *, size: float = 3.7, more: str = "", steps: str = "") -> str:
    """Words on a page of an OFD file, in millimetres; `steps` replaces the step of one em."""
    delta = steps or f'DeltaX="g {max(len(text) - 1, 0)} {size}"'
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y - size} 180 {size * 1.2}" Font="1" Size="{size}" {more}>'
        f'<ofd:TextCode X="0" Y="{size}" {delta}>{text}</ofd:TextCode></ofd:TextObject>'
    )


def ofd(*pages: str, info: str = "", document: str = "", resources: str = "") -> bytes:
    """An OFD file of pages made of `ofd_text` and its like."""
    listed = "".join(
        f'<ofd:Page ID="p{number}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
        for number in range(len(pages))
    )
    parts: dict[str, str | bytes] = {
        "OFD.xml": f"<ofd:OFD {_OFD}><ofd:DocBody><ofd:DocInfo>{info}</ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        "</ofd:PhysicalBox></ofd:PageArea><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
        f'<ofd:TemplatePage ID="t" BaseLoc="Tpls/Tpl.xml"/></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>{document}'
        "</ofd:Document>",
        "Doc_0/DocumentRes.xml": f'<ofd:Res {_OFD} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="1" FontName="SimSun"/>'
        f'<ofd:Font ID="2" FontName="SimHei"/></ofd:Fonts>{resources}</ofd:Res>',
    }
    for number, content in enumerate(pages):
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f"<ofd:Page {_OFD}>{content}</ofd:Page>"
            if content.startswith("<ofd:Template")
            else f"<ofd:Page {_OFD}><ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    return packed(parts)
