"""A printed sheet cuts labels off at the next cell; what is cut is no label."""

from __future__ import annotations

from ingest.pdf.cut_labels import with_cut_marks, with_equal_ends_marked
from ingest.pdf.layout import PageCell, PageTable


def table(*labels: tuple[str, float]) -> PageTable:
    cells = [PageCell(0, 0, "Outcome", (0, 0, 60, 10), room=2.0), PageCell(0, 1, "2019/20", (60, 0, 90, 10), room=-1.0)]
    for row, (text, room) in enumerate(labels, 1):
        cells.append(PageCell(row, 0, text, (0, 10.0 * row, 60, 10.0 * row + 10), room=room))
        cells.append(PageCell(row, 1, str(row), (60, 10.0 * row, 90, 10.0 * row + 10), room=-1.0))
    return PageTable(1, (0, 0, 90, 100), len(labels) + 1, (0, 60, 90), tuple(cells), True)


def labels_of(read: PageTable) -> list[str]:
    return [cell.text for cell in read.cells if cell.column == 0 and cell.row > 0]


def test_labels_that_run_over_their_border_are_marked_and_told() -> None:
    read, problems = with_cut_marks(table(("Charg", -2.5), ("Commun", -9.0), ("Not yet as", 1.4), ("Caution", 30.0)))
    assert labels_of(read) == ["Charg…", "Commun…", "Not yet as…", "Caution"]
    assert [problem.rule for problem in problems] == ["label-cut-off"]


def test_labels_that_just_fit_are_whole() -> None:
    read, problems = with_cut_marks(table(("OC01", 0.8), ("OC02", 0.8), ("OC03", 0.8)))
    assert labels_of(read) == ["OC01", "OC02", "OC03"]
    assert not problems


def test_labels_in_the_middle_of_their_cells_are_whole() -> None:
    read, problems = with_cut_marks(table(("Burglary", -0.02), ("Fraud", -0.01), ("Robbery", -0.03)))
    assert labels_of(read) == ["Burglary", "Fraud", "Robbery"]
    assert not problems


def test_numbers_beyond_their_border_are_no_labels() -> None:
    read, _ = with_cut_marks(table(("Charged", 20.0), ("Cautioned", 20.0)))
    assert [cell.text for cell in read.cells if cell.column == 1] == ["2019/20", "1", "2"]


def test_labels_of_different_words_that_end_in_one_place_were_cut_there() -> None:
    cut = (("14) No Susp", 0.4), ("16) Suspect", 0.0), ("17) Time Li", 1.2), ("New – Unde", 2.0), ("22) Diversi", 8.0))
    read, problems = with_equal_ends_marked(table(("1) Charge", 20.0), *cut))
    assert labels_of(read) == ["1) Charge…", *(f"{text}…" for text, _ in cut)]
    assert [problem.rule for problem in problems] == ["label-cut-off"]


def test_years_and_words_of_several_lengths_end_where_they_will() -> None:
    years = table(*((f"Apr {n} to Mar {n + 1}", 0.0) for n in range(17, 22)))
    words = table(("Grooming", 0.0), ("Images", 12.0), ("Voyeurism", 1.0), ("Exposure", 4.0), ("Other", 30.0))
    for one in (years, words):
        assert with_equal_ends_marked(one) == (one, [])
