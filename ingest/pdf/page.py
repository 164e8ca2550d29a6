"""The bytes of a PDF -> for each page its words, in whatever direction they are set, its rules and its size, by pdfium,
one page in memory at a time.

Protects: a document that is locked or damaged says so, and so does a page on which nothing stands: of one that it can't
decode pdfium tells no more; a page that holds pictures and no characters is told apart from an empty one; places are
those of the page as it is displayed, whatever its rotation and its crop box. A word is never cut where a table's rule
happens to run through it, and a footnote's small raised number never becomes a digit of the number before it.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from ctypes import addressof, c_double, c_float, c_int, c_uint
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.model import BBox, Unreadable
from ingest.pdf import settings
from ingest.pdf.layout import DamagedPage, Page, Word, around, overlap
from ingest.pdf.ruled import Shape, rules_of

UNMAPPED = "\ufffd"  # what no font explains
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾"
LOCKED = (
    "is locked: it opens with a password only. Ask the force for a copy without one, or save one yourself after "
    "opening it, and name that file."
)
DAMAGED = "is a damaged PDF ({reason}). Bring it again from where it came, or print it to a new PDF and name that file."
HYPHEN = 2  # what pdfium gives for a hyphen that ends a line
NO_CHARACTERS = (0, 0xFFFE, 0xFFFF)
WHITE = 254  # of 255, each colour
DEEPEST_FORM = 6  # drawings in drawings


class Way(NamedTuple):
    """A transformation of places, as PDF writes it: of (x, y) to (a·x + c·y + e, b·x + d·y + f)."""

    a: float
    b: float
    c: float
    d: float
    e: float = 0.0
    f: float = 0.0

    def of(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, other: Way) -> Way:
        a, b = self.a * other.a + self.b * other.c, self.a * other.b + self.b * other.d
        c, d = self.c * other.a + self.d * other.c, self.c * other.b + self.d * other.d
        return Way(a, b, c, d, *other.of(self.e, self.f))

    def box(self, x0: float, y0: float, x1: float, y1: float) -> BBox:
        (left, top), (right, bottom) = self.of(x0, y0), self.of(x1, y1)
        return (min(left, right), min(top, bottom), max(left, right), max(top, bottom))


@contextmanager
def opened_by_pdfium(data: bytes) -> Iterator[Any]:
    """The document as pypdfium2 has it. Raises Unreadable where it is locked or damaged."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(_refusal(data, str(error))) from None
    try:
        yield document
    finally:
        document.close()


def _refusal(data: bytes, reason: str) -> str:
    if "assword" in reason or "ecurity" in reason:
        return LOCKED
    return DAMAGED.format(reason="it can't be opened" if b"%PDF" in data[:1024] else "its beginning is missing")


def count_pages(data: bytes) -> int:
    """How many pages there are. Raises Unreadable for a locked, damaged or empty document."""
    with opened_by_pdfium(data) as document:
        pages = len(document)
    if pages == 0:
        raise Unreadable(DAMAGED.format(reason="it has no pages"))
    return pages


def read_layout(data: bytes, first: int, last: int) -> Iterator[Page | DamagedPage]:
    """Pages `first` to `last`, both included, from 1. Each is closed before the next is opened: 500 need the memory of
    one."""
    with opened_by_pdfium(data) as document:
        for number in range(first, last + 1):
            try:
                page = document[number - 1]
            except pypdfium2.PdfiumError:  # it costs this page alone
                yield DamagedPage(number, is_blank=False)
                continue
            try:
                is_blank = next(page.get_objects(max_depth=1), None) is None
                yield DamagedPage(number, is_blank=True) if is_blank else _page(page, number)
            finally:
                page.close()


def _page(page: Any, number: int) -> Page:
    width, height = page.get_size()
    display = _display(page)
    rules = rules_of(list(_shapes(page, display)), width, height)
    characters, invisible = _characters(page, display)
    words = [word for word in words_of(characters) if _is_displayed(word, width, height)]
    is_cut = any(word.x0 < settings.EDGE or word.x1 > width - settings.EDGE for word in words) or any(
        rule.is_across and not rule.is_shade and (rule.start < -settings.EDGE or rule.end > width + settings.EDGE)
        for rule in rules
    )
    pictures = tuple(way.box(0, 0, 1, 1) for _, way in _objects(page, pdfium.FPDF_PAGEOBJ_IMAGE, display))
    covered = sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in pictures)
    return Page(
        number,
        width,
        height,
        tuple(words),
        tuple(rules),
        sum(1 for one in characters if one.text == UNMAPPED),
        min(1.0, covered / (width * height)) if width and height else 0.0,
        invisible,
        is_cut,
        pictures,
    )


def _display(page: Any) -> Way:
    """From the page's own places to those of the page as it is displayed, from its top left downwards."""
    media, crop = page.get_mediabox(), page.get_cropbox()
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    if right <= left or top <= bottom:
        left, bottom, right, top = media
    return {
        0: Way(1, 0, 0, -1, -left, top),
        90: Way(0, 1, 1, 0, -bottom, -left),
        180: Way(-1, 0, 0, 1, right, -bottom),
        270: Way(0, -1, -1, 0, top, right),
    }[page.get_rotation()]


class Setting(NamedTuple):
    """How the characters that are written at once are set. `way`: from a character's own box to its shape on the
    displayed page; `direction`: as a Word has it."""

    address: int
    font: Any
    size: float
    way: Way
    direction: int
    is_invisible: bool


def _setting(text: Any, n: int, drawn: Any, display: Way) -> Setting:
    """The setting of the `n`-th character."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, n, matrix)
    way = Way(*Way(matrix.a, matrix.b, matrix.c, matrix.d).then(display)[:4])
    direction = round(math.degrees(math.atan2(-way.b, way.a)) / 90) * 90 % 360
    is_invisible = pdfium.FPDFTextObj_GetTextRenderMode(drawn) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
    font, size = pdfium.FPDFTextObj_GetFont(drawn), pdfium.FPDFText_GetFontSize(text, n)
    return Setting(addressof(drawn.contents), font, size, way, direction, is_invisible)


def _characters(page: Any, display: Way) -> tuple[list[Character], int]:
    """The page's characters, blanks among them, and how many of them nobody sees."""
    textpage = page.get_textpage()
    text, x, y, width, box = textpage.raw, c_double(), c_double(), c_float(), pdfium.FS_RECTF()
    found: list[Character] = []
    invisible = 0
    setting: Setting | None = None
    before = None
    for n in range(pdfium.FPDFText_CountChars(text)):
        drawn = pdfium.FPDFText_GetTextObject(text, n)
        if not drawn or pdfium.FPDFText_IsGenerated(text, n) == 1:
            continue
        if setting is None or setting.address != addressof(drawn.contents):
            setting = _setting(text, n, drawn, display)
        invisible += setting.is_invisible
        code = pdfium.FPDFText_GetUnicode(text, n)
        is_unmapped = code in NO_CHARACTERS or pdfium.FPDFText_HasUnicodeMapError(text, n) == 1
        pdfium.FPDFText_GetCharOrigin(text, n, x, y)
        pdfium.FPDFFont_GetGlyphWidth(setting.font, code, setting.size, width)
        is_of_ligature = (x.value, y.value) == before
        before = (x.value, y.value)
        if is_of_ligature or not width.value:  # its font does not list it: the box is good enough
            pdfium.FPDFText_GetLooseCharBox(text, n, box)
            width.value = (box.right - x.value) / (abs(setting.way.a) or 1.0)
        left, foot = display.of(x.value, y.value)
        x0, top, x1, bottom = setting.way.box(
            0, -settings.DESCENT * setting.size, width.value, (1 - settings.DESCENT) * setting.size
        )
        character = UNMAPPED if is_unmapped else "-" if code == HYPHEN else chr(code)
        character = found.pop().text + character if is_of_ligature else character
        found.append(Character(character, setting.direction, (left + x0, foot + top, left + x1, foot + bottom)))
    textpage.close()
    return found, invisible


def _objects(page: Any, kind: int, display: Way) -> Iterator[tuple[Any, Way]]:
    """The drawn objects of a kind, each with the way from its own places to the displayed page."""
    for one in page.get_objects([kind], max_depth=DEEPEST_FORM):
        way, holder = Way(*one.get_matrix().get()), one.container
        while holder is not None:
            way, holder = way.then(Way(*holder.get_matrix().get())), holder.container
        yield one, way.then(display)


def _shapes(page: Any, display: Way) -> Iterator[Shape]:
    """Each stroke of the pen or area that is drawn: its corners, the curves between two left out."""
    x, y, fill, stroke = c_float(), c_float(), c_int(), c_int()
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    for one, way in _objects(page, pdfium.FPDF_PAGEOBJ_PATH, display):
        pdfium.FPDFPath_GetDrawMode(one, fill, stroke)
        has_colour = pdfium.FPDFPageObj_GetFillColor(one, red, green, blue, alpha)
        is_white = bool(has_colour) and min(red.value, green.value, blue.value) >= WHITE
        corners: list[tuple[float, float]] = []
        bends = 0
        for n in range(pdfium.FPDFPath_CountSegments(one)):
            segment = pdfium.FPDFPath_GetPathSegment(one, n)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            bends = bends + 1 if kind == pdfium.FPDF_SEGMENT_BEZIERTO else 0
            if bends % 3:  # two of three places only bend the line
                continue
            if kind == pdfium.FPDF_SEGMENT_MOVETO and corners:
                yield Shape(tuple(corners), bool(stroke.value), bool(fill.value), is_white)
                corners = []
            corners.append(way.of(x.value, y.value))
            if pdfium.FPDFPathSegment_GetClose(segment):
                corners.append(corners[0])
        if corners:
            yield Shape(tuple(corners), bool(stroke.value), bool(fill.value), is_white)


def _is_displayed(word: Word, width: float, height: float) -> bool:
    """Whether a word is displayed, or some of it: print beside the page is no part of it."""
    return word.x1 > 0 and word.x0 < width and word.bottom > 0 and word.top < height


class Character(NamedTuple):
    """A character as it is displayed. `direction`: as a Word has it."""

    text: str
    direction: int
    bbox: BBox


class _Glyph(NamedTuple):
    """A character turned so that it reads from left to right: along from u0 to u1, its line from v0 down to v1."""

    text: str
    u0: float
    u1: float
    v0: float
    v1: float
    size: float
    bbox: BBox


def words_of(characters: Iterable[Character]) -> list[Word]:
    """The words that characters make, blanks parting them."""
    by_direction: dict[int, list[_Glyph]] = {}
    for character in characters:
        glyph = _turned(character)
        if glyph.size >= settings.SMALLEST_SIZE:
            by_direction.setdefault(character.direction, []).append(glyph)
    return [
        word
        for direction, glyphs in sorted(by_direction.items())
        for line in _lines(glyphs)
        for word in _words_of_line(line, direction)
    ]


def _turned(character: Character) -> _Glyph:
    x0, y0, x1, y1 = character.bbox
    u0, u1, v0, v1 = {
        0: (x0, x1, y0, y1),
        90: (-y1, -y0, x0, x1),
        180: (-x1, -x0, -y1, -y0),
        270: (y0, y1, -x1, -x0),
    }[character.direction]
    return _Glyph(character.text, u0, u1, v0, v1, v1 - v0, character.bbox)


def _lines(glyphs: list[_Glyph]) -> list[list[_Glyph]]:
    """Characters that stand on one line. A blank belongs to a line and begins none."""
    lines: list[tuple[float, float, list[_Glyph]]] = []
    for glyph in sorted(glyphs, key=lambda g: ((g.v0 + g.v1) / 2, g.u0)):
        for n in range(len(lines) - 1, max(-1, len(lines) - 6), -1):
            v0, v1, members = lines[n]
            shared = overlap(v0, v1, glyph.v0, glyph.v1)
            if shared >= settings.OVERLAP_OF_CHARACTERS * min(v1 - v0, glyph.size):
                members.append(glyph)
                if glyph.size > v1 - v0 and glyph.text.strip():
                    lines[n] = (glyph.v0, glyph.v1, members)
                break
        else:
            if glyph.text.strip():
                lines.append((glyph.v0, glyph.v1, [glyph]))
    return [sorted(members, key=lambda g: (g.u0, g.u1)) for _, _, members in lines]


def _words_of_line(line: Sequence[_Glyph], direction: int) -> list[Word]:
    """The line's words; of a turned line the words that stand close are one, as its heading is one however long."""
    most = settings.WORD_GAP if direction == 0 else settings.TURNED_GAP
    words: list[list[_Glyph]] = []
    raised: list[bool] = []
    is_parted = True
    for n, glyph in enumerate(line):
        if not glyph.text.strip():
            is_parted = is_parted or (direction == 0 and not _is_inside(glyph, line, n))
            continue
        is_raised = _is_raised(glyph, line, n)
        if not is_parted:
            before = words[-1][-1]
            is_parted = is_raised != raised[-1] or glyph.u0 - before.u1 > most * min(before.size, glyph.size)
        if is_parted:
            words.append([])
            raised.append(is_raised)
        words[-1].append(glyph)
        is_parted = False
    return [_word(glyphs, direction, mark) for glyphs, mark in zip(words, raised, strict=True)]


def _word(glyphs: Sequence[_Glyph], direction: int, is_raised: bool) -> Word:
    text = ""
    for n, glyph in enumerate(glyphs):
        is_blank = n > 0 and glyph.u0 - glyphs[n - 1].u1 > settings.WORD_GAP * min(glyphs[n - 1].size, glyph.size)
        text += (" " if is_blank else "") + _plain(glyph.text)
    box = around(glyph.bbox for glyph in glyphs)
    return Word(text, *box, max(glyph.size for glyph in glyphs), direction, is_raised)


def _plain(text: str) -> str:
    """A character as it is written: ligatures in letters, raised digits as digits."""
    if text in SUPERSCRIPTS or "\ufb00" <= text <= "\ufb06":
        return unicodedata.normalize("NFKC", text)
    return text.replace("\xad", "")


def _is_inside(blank: _Glyph, line: Sequence[_Glyph], n: int) -> bool:
    """Whether a blank lies under the characters beside it, as some programs write them: it separates nothing."""
    before = next((g for g in reversed(line[:n]) if g.text.strip()), None)
    after = next((g for g in line[n + 1 :] if g.text.strip()), None)
    return before is not None and after is not None and after.u0 - before.u1 < 0.05 * before.size


def _is_raised(glyph: _Glyph, line: Sequence[_Glyph], n: int) -> bool:
    """Whether a character is set smaller and higher than the one before it that is not (or, opening a line, than the
    one behind it)."""
    if glyph.text in SUPERSCRIPTS:
        return True
    for other in (*reversed(line[max(0, n - 12) : n]), *line[n + 1 : n + 6]):
        if not other.text.strip():
            continue
        if max(glyph.u0 - other.u1, other.u0 - glyph.u1) > glyph.size:
            return False  # far to the left: no mark is set behind that; far to the right: another cell's words
        rise = (other.v1 - glyph.v1) / other.size
        if glyph.size <= settings.RAISED_SIZE * other.size or rise >= settings.RAISED_ANYWAY:
            return rise >= settings.RAISED_BY
    return False
