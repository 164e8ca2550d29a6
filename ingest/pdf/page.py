"""The bytes of a PDF -> for each page its words, its rules and its size, one page in memory at a time.

pdfium opens the document, says what is wrong with it and which pages are scans; pdfplumber gives what stands on a page
(device.py). Rules are straight lines, each once; words are made of characters in whatever direction they are set.

Protects: a document that is locked or damaged says so; a page of pictures and no characters is told apart from an empty
one; places are those of the page as it is displayed. A border drawn as a thin box, as two lines or in dashes is one
rule; a picture's frame or a page's background is none. A word is never cut where a table's rule happens to run through
it, a character printed twice for boldness counts once, and a footnote's raised number is never a digit of the one
before.
"""

from __future__ import annotations

import io
import logging
import math
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median
from typing import Any

from ingest.model import BBox, Unreadable, refusal
from ingest.pdf.layout import Rule, Word, around, grouped, lines_of, turned

# Thresholds, with their reasons; where no unit is said, a part of the font's size.
EDGE = 2.0  # points: nothing is printed so near to the paper's edge unless it goes on beyond it
SMALLEST_PICTURE = 0.05  # of the page: a smaller one is a crest or a signature, and no scan
SMALLEST_SIZE = 1.0  # points: smaller print is not for reading
TALL = 1.3  # sizes of a page's usual print: a brace so high binds lines
WORD_GAP = 0.16  # justified text closes its spaces to about 0.2; letters of one word stand closer than 0.1
TURNED_GAP = 0.4  # words of one heading set upwards stand nearer, those of two cells farther apart
DOUBLE_OFFSET = 0.12  # boldness by printing twice moves by less; "11" moves by 0.5
RAISED_SIZE = 0.92  # browsers print marks at 0.83
RAISED_BY = 0.12  # the foot of a raised mark above the foot of its neighbour; a smaller letter on the line has 0.04
RAISED_ANYWAY = 0.25  # the same of a mark that is as large as its neighbour
THICKEST_RULE = 3.5  # points: a box thinner than this is a border drawn as an area
SNAP = 2.5  # points: two rules nearer than this are one (double lines, neighbours' borders); no column is so narrow
JOIN = 3.0  # points: a gap in a rule that is no gap (dashes, cells drawn one by one)
SHORTEST_RULE = 3.0  # points
STRAIGHT = 0.7  # points
WHOLE_PAGE = 0.9  # of the page's width and height: a background or a frame around everything

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of each odd colour and font


@dataclass(frozen=True)
class Page:
    """One page as it is displayed. `number` from 1. `unmapped`: characters whose font doesn't say what they are.
    `pictures`: the part of the page that pictures cover, 0 to 1. `invisible`: characters that nobody sees, as those of
    a recognised text behind a scan. `is_cut`: words or tables go on beyond the page's edge. `is_braced`: a brace, no
    word of it, binds lines."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    unmapped: int
    pictures: float
    invisible: int = 0
    is_cut: bool = False
    picture_boxes: tuple[BBox, ...] = ()  # where pictures stand: a crest, a signature
    is_braced: bool = False
    damage: str = ""  # why it can't be read

    @property
    def is_scan(self) -> bool:
        return not self.words and self.pictures >= SMALLEST_PICTURE


def count_pages(data: bytes) -> tuple[int, bytes]:
    """How many pages there are, and the bytes to read them from: the document's, or those that pdfium saved anew where
    only it can open them. Raises Unreadable for a locked, damaged or empty document."""
    with opened_by_pdfium(data) as document:
        pages = len(document)
        if pages == 0:
            raise Unreadable(refusal("pdf-damaged", reason="it has no pages"))
        if _opens(data, pages):
            return pages, data
        saved = io.BytesIO()
        document.save(saved)
        if _opens(saved.getvalue(), pages):
            return pages, saved.getvalue()
    raise Unreadable(refusal("pdf-damaged", reason="its pages can't be found"))


@contextmanager
def opened_by_pdfium(data: bytes) -> Iterator[Any]:
    """The document as pypdfium2 has it. Raises Unreadable where it is locked or damaged."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise Unreadable(refusal("pdf-locked")) from None
        reason = "it can't be opened" if b"%PDF" in data[:1024] else "its beginning is missing"
        raise Unreadable(refusal("pdf-damaged", reason=reason)) from None
    try:
        yield document
    finally:
        document.close()


def _opens(data: bytes, pages: int) -> bool:
    try:
        with _opened(data) as pdf:
            return len(pdf.pages) == pages
    except MemoryError:
        raise
    except Exception:  # pdfminer raises anything on a damaged file; the caller has another way or says so
        return False


@contextmanager
def _opened(data: bytes, numbers: list[int] | None = None) -> Iterator[Any]:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data), pages=numbers, raise_unicode_errors=False) as pdf:
        yield pdf


def read_layout(data: bytes, first: int, last: int) -> Iterator[Page]:
    """Pages `first` to `last`, from 1. Each is closed before the next is opened: 500 need the memory of one."""
    with _opened(data, list(range(first, last + 1))) as pdf:
        for page in pdf.pages:
            try:
                reading = _page(page)
            except MemoryError:
                raise
            except Exception as error:  # pdfminer raises anything on a damaged page; it costs that page alone
                reading = Page(page.page_number, 0.0, 0.0, (), (), 0, 0.0, damage=type(error).__name__)
            finally:
                page.close()
            yield reading


def _page(page: Any) -> Page:
    from ingest.pdf.device import draw

    invisible = draw(page)
    left, top, width, height = _displayed(page)
    most = TALL * median([c["bottom"] - c["top"] for c in page.chars] or [0.0])
    characters = [c for c in page.chars if c["text"] not in BRACES or c["bottom"] - c["top"] < most]
    rules = joined(
        replace(rule, at=rule.at - top, start=rule.start - left, end=rule.end - left)
        if rule.is_across
        else replace(rule, at=rule.at - left, start=rule.start - top, end=rule.end - top)
        for rule in _drawn(page, width, height)  # places counted from the corner of what is displayed
    )
    words = words_of(characters, left, top)
    words = [w for w in words if w.x1 > 0 and w.x0 < width and w.bottom > 0 and w.top < height]  # not print beside it
    is_cut = any(w.x0 < EDGE or w.x1 > width - EDGE for w in words) or any(
        rule.is_across and not rule.is_shade and (rule.start < -EDGE or rule.end > width + EDGE) for rule in rules
    )
    boxes = tuple((i["x0"] - left, i["top"] - top, i["x1"] - left, i["bottom"] - top) for i in page.images)
    covered = sum((i["x1"] - i["x0"]) * (i["bottom"] - i["top"]) for i in page.images)
    unmapped = sum(1 for c in characters if c["text"].startswith("(cid:"))
    pictures = min(1.0, covered / (width * height)) if width and height else 0.0
    content = (tuple(words), tuple(rules), unmapped, pictures, invisible, is_cut, boxes)
    return Page(page.page_number, width, height, *content, is_braced=len(characters) < len(page.chars))


def _displayed(page: Any) -> tuple[float, float, float, float]:
    """The corner of what is displayed, in pdfplumber's numbers, and its width and height. It counts from the media box
    and swaps the sides of a rotated page; a viewer shows the crop box."""
    media = _box(page.page_obj.mediabox)
    crop = _box(page.page_obj.cropbox or page.page_obj.mediabox)
    crop = (max(crop[0], media[0]), max(crop[1], media[1]), min(crop[2], media[2]), min(crop[3], media[3]))
    if crop[2] <= crop[0] or crop[3] <= crop[1]:
        crop = media
    width, height = crop[2] - crop[0], crop[3] - crop[1]
    if page.rotation in (90, 270):
        width, height = height, width
    left, top = {
        0: (crop[0] - media[0], media[3] - crop[3]),
        90: (crop[1] - media[1], crop[0] - media[0]),
        180: (media[2] - crop[2], crop[1] - media[1]),
        270: (media[3] - crop[3], media[2] - crop[2]),
    }.get(page.rotation, (0.0, 0.0))
    return page.mediabox[0] + left, page.mediabox[1] + top, width, height


def _box(box: Any) -> tuple[float, float, float, float]:
    x0, x1 = sorted((float(box[0]), float(box[2])))
    y0, y1 = sorted((float(box[1]), float(box[3])))
    return (x0, y0, x1, y1)


def joined(rules: Iterable[Rule]) -> list[Rule]:
    """Rules on one line joined into one, those of a hair's breadth apart too; crumbs dropped."""
    result = []
    ordered = sorted(rules, key=lambda rule: (rule.is_across, rule.is_shade, rule.at))
    for kind, alike in groupby(ordered, key=lambda rule: (rule.is_across, rule.is_shade)):
        clusters: list[list[Rule]] = []
        for rule in alike:
            if not clusters or rule.at - clusters[-1][0].at > SNAP:
                clusters.append([])
            clusters[-1].append(rule)
        for cluster in clusters:
            at = sum(rule.at for rule in cluster) / len(cluster)
            long = ((start, end) for start, end in _stretches(cluster) if end - start >= SHORTEST_RULE)
            result += [Rule(kind[0], at, start, end, kind[1]) for start, end in long]
    return result


def _stretches(rules: list[Rule]) -> list[tuple[float, float]]:
    stretches: list[tuple[float, float]] = []
    for rule in sorted(rules, key=lambda r: r.start):
        if stretches and rule.start <= stretches[-1][1] + JOIN:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], rule.end))
        else:
            stretches.append((rule.start, rule.end))
    return stretches


def _drawn(page: Any, width: float, height: float) -> Iterable[Rule]:
    for line in page.lines:
        yield from _straight(line["x0"], line["top"], line["x1"], line["bottom"])
    for box in page.rects:
        yield from _box_rules(box, width, height)
    for curve in page.curves:
        points = curve["pts"]
        if not curve.get("stroke") and not curve.get("fill"):
            continue
        for (x0, y0), (x1, y1) in pairwise(points):
            yield from _straight(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _straight(x0: float, top: float, x1: float, bottom: float, most: float = STRAIGHT) -> Iterable[Rule]:
    if bottom - top <= most < x1 - x0:
        yield Rule(True, (top + bottom) / 2, x0, x1)
    elif x1 - x0 <= most < bottom - top:
        yield Rule(False, (x0 + x1) / 2, top, bottom)


def _box_rules(box: dict[str, Any], width: float, height: float) -> Iterable[Rule]:
    x0, top, x1, bottom = box["x0"], box["top"], box["x1"], box["bottom"]
    is_shade = not box.get("stroke")
    if is_shade and (not box.get("fill") or _is_white(box.get("non_stroking_color"))):
        return
    if x1 - x0 >= WHOLE_PAGE * width and bottom - top >= WHOLE_PAGE * height:
        return
    if min(x1 - x0, bottom - top) <= THICKEST_RULE:
        yield from _straight(x0, top, x1, bottom, THICKEST_RULE)
    else:
        yield from (Rule(True, at, x0, x1, is_shade) for at in (top, bottom))
        yield from (Rule(False, at, top, bottom, is_shade) for at in (x0, x1))


def _is_white(colour: Any) -> bool:
    parts = list(colour) if isinstance(colour, (list, tuple)) else [colour]
    if not parts or not all(isinstance(part, (int, float)) for part in parts):
        return False
    return all(part == (0 if len(parts) == 4 else 1) for part in parts)


def regions(rules: Iterable[Rule]) -> list[list[Rule]]:
    """The rules in groups that touch or cross, each group what one table (or box, or line) is drawn with."""
    members = list(rules)
    across, upright = ([n for n, rule in enumerate(members) if rule.is_across is way] for way in (True, False))

    def do_touch(this: Rule, other: Rule) -> bool:
        return this.start - JOIN <= other.at <= this.end + JOIN and other.start - JOIN <= this.at <= other.end + JOIN

    touching = ((a, u) for a in across for u in upright if do_touch(members[a], members[u]))
    return [[members[n] for n in group] for group in grouped(len(members), touching)]


BRACES = ("{", "}")  # higher than a line's print they stand beside several, and would make one of them
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾"


def words_of(characters: Iterable[dict[str, Any]], left: float, top: float) -> list[Word]:
    """The words of pdfplumber's characters, places counted from the corner `left`, `top` of what is displayed."""
    by_direction: dict[int, list[Word]] = {}
    for character in characters:
        a, b = character["matrix"][:2]
        direction = round(math.degrees(math.atan2(b, a)) / 90) * 90 % 360
        box = (character["x0"] - left, character["top"] - top, character["x1"] - left, character["bottom"] - top)
        x0, y0, x1, y1 = turned(box, direction)
        if y1 - y0 >= SMALLEST_SIZE:
            by_direction.setdefault(direction, []).append(Word(character["text"], x0, y0, x1, y1, y1 - y0))
    return [
        word
        for direction, glyphs in sorted(by_direction.items())
        for line in lines_of(glyphs, is_characters=True)
        for word in _words_of_line(line, direction)
    ]


def _words_of_line(line: Sequence[Word], direction: int) -> list[Word]:
    """The words of a line of characters, turned so that it reads from left to right. In a line that was not upright,
    words that stand close are one: it is a heading, however long."""
    most = WORD_GAP if direction == 0 else TURNED_GAP
    words: list[list[Word]] = []
    raised: list[bool] = []
    is_parted = True
    for n, glyph in enumerate(line):
        if not glyph.text.strip():
            is_parted = is_parted or (direction == 0 and not _is_inside(line, n))
            continue
        is_raised = _is_raised(glyph, line, n)
        if not is_parted:
            before = words[-1][-1]
            near = DOUBLE_OFFSET * glyph.size
            if before.text == glyph.text and max(abs(before.x0 - glyph.x0), abs(before.top - glyph.top)) < near:
                continue  # printed twice
            is_parted = is_raised != raised[-1] or glyph.x0 - before.x1 > most * min(before.size, glyph.size)
        if is_parted:
            words.append([])
            raised.append(is_raised)
        words[-1].append(glyph)
        is_parted = False
    return [_word(glyphs, direction, mark) for glyphs, mark in zip(words, raised, strict=True)]


def _word(glyphs: Sequence[Word], direction: int, is_raised: bool) -> Word:
    text = ""
    for n, glyph in enumerate(glyphs):
        is_blank = n > 0 and glyph.x0 - glyphs[n - 1].x1 > WORD_GAP * min(glyphs[n - 1].size, glyph.size)
        text += (" " if is_blank else "") + _plain(glyph.text)
    box = turned(around(glyph.bbox for glyph in glyphs), -direction % 360)
    return Word(text, *box, max(glyph.size for glyph in glyphs), direction, is_raised)


def _plain(text: str) -> str:
    """A character as it is written: ligatures in letters, raised digits as digits, what no font explains as \ufffd. Its
    place says whether a blank is before it, and not its font, of which some hold " ." for a dot."""
    if text.startswith("(cid:"):
        return "\ufffd"
    if text in SUPERSCRIPTS or "\ufb00" <= text <= "\ufb06":
        return unicodedata.normalize("NFKC", text)
    return text.replace("\xad", "").strip()


def _is_inside(line: Sequence[Word], n: int) -> bool:
    """Whether a blank lies under the characters beside it, as some programs write them: it separates nothing."""
    before = next((g for g in reversed(line[:n]) if g.text.strip()), None)
    after = next((g for g in line[n + 1 :] if g.text.strip()), None)
    return before is not None and after is not None and after.x0 - before.x1 < 0.05 * before.size


def _is_raised(glyph: Word, line: Sequence[Word], n: int) -> bool:
    """Whether a character is smaller and higher than the last one that is not (that opens a line: than the next)."""
    if glyph.text in SUPERSCRIPTS:
        return True
    for other in (*reversed(line[max(0, n - 12) : n]), *line[n + 1 : n + 6]):
        if not other.text.strip():
            continue
        if max(glyph.x0 - other.x1, other.x0 - glyph.x1) > glyph.size:
            return False  # far to the left: no mark is set behind that; far to the right: another cell's words
        rise = (other.bottom - glyph.bottom) / other.size
        if glyph.size <= RAISED_SIZE * other.size or rise >= RAISED_ANYWAY:
            return rise >= RAISED_BY
    return False
