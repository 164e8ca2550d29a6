"""A workbook's number formats show what a spreadsheet program shows, and keep back what it keeps back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.workbook.formats import built_in, hides_words, show

ACCOUNTING = '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-'


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ("General", 7.0, "7"),
        ("General", 1 / 3, "0.333333333"),
        ("General", 123456789012, "123456789012"),
        ("General", 1e-7, "1E-07"),
        ("0", 2.5, "3"),
        ("0", -2.5, "-3"),
        ("0.00", 2.675, "2.68"),
        ("0.0", -0.04, "0.0"),
        ("#,##0", 1234567, "1,234,567"),
        ("#,##0", 0, "0"),
        ("#,##0", 999, "999"),
        ("#", 0, ""),
        ("#.##", 0.5, ".5"),
        ("0.0#", 2, "2.0"),
        ("0000", 7, "0007"),
        ("0.0%", 0.1234, "12.3%"),
        ("0%", 0.005, "1%"),
        ('[>=1000]#,##0,"k";0', 999, "999"),
        ("#,##0;(#,##0)", -7, "(7)"),
        ("#,##0;[Red]-#,##0", -7, "-7"),
        (ACCOUNTING, -1234, "-1,234"),
        (ACCOUNTING, 0, "-"),
        ('_-"£"* #,##0.00_-', 1234.5, "£1,234.50"),
        ("[$£-809]#,##0", -12, "-£12"),
        ('0 "arrests"', 7, "7 arrests"),
        ('General" people"', 4, "4 people"),
        ("000-0000", 5551234, "5551234"),
        ("0.00E+00", 12345, "12345"),
        ("# ?/?", 1.5, "1.5"),
        ("0;-0;;@", 0, ""),
        ("0\\ ", 5, "5"),
    ],
)
def test_a_number_is_shown_with_its_format(code: str, number: float, shown: str) -> None:
    assert show(code, float(number)) == (shown, number, "")


@pytest.mark.parametrize(
    ("code", "number", "shown", "doubt"),
    [
        ("0;[Red]0", -5, "-5", "no-sign"),
        ('#,##0;"minus "#,##0', -5, "-minus 5", "no-sign"),
        ("0;[Red]-0", -5, "-5", ""),
        ("#,##0,", 1234567, "1,235", "scaled"),
        ('[>=1000]#,##0,"k";0', 12345, "12k", "scaled"),
    ],
)
def test_what_a_format_leaves_out_of_a_number_is_told(code: str, number: float, shown: str, doubt: str) -> None:
    assert show(code, float(number)) == (shown, number, doubt)


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ("dd/mm/yyyy", 43556, "01/04/2019"),
        ("d-mmm-yy", 43556, "1-Apr-19"),
        ("dddd d mmmm yyyy", 43556, "Monday 1 April 2019"),
        ("[$-809]dd mmmm yyyy", 43556, "01 April 2019"),
        ("[$-F800]dddd, mmmm dd, yyyy", 43556, "Monday, April 01, 2019"),
        ("yyyy-mm-dd hh:mm:ss", 43556.5, "2019-04-01 12:00:00"),
        ("h:mm AM/PM", 0.75, "18:00"),
        ("mm:ss.0", 0.0005, "00:43"),
        ("yyyy", 1, "1900"),
        ("d mmm yyyy", 61, "1 Mar 1900"),
    ],
)
def test_a_serial_number_with_a_date_format_is_a_date_and_no_number(code: str, number: float, shown: str) -> None:
    assert show(code, float(number)) == (shown, None, "")


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ('[<5]"*";0', 3, "*"), ('[<=5]"<5";0', 5, "<5"), (";;;", 12, ""), ('"[c]"', 4, "[c]"),
        ("dd/mm/yyyy", -1, "#######"), ("[h]:mm", 1.5, ""),
    ],
)  # fmt: skip
def test_a_number_that_its_format_does_not_show_is_kept_back(code: str, number: float, shown: str) -> None:
    assert show(code, float(number)) == (shown, None, "kept-back")


def test_the_calendar_from_1904_begins_four_years_later() -> None:
    assert show("dd/mm/yyyy", 43556 - 1462, True).text == "01/04/2019"


def test_a_format_named_by_its_number_is_shown_as_in_the_united_kingdom() -> None:
    assert show(built_in(14), 43556).text == "01/04/2019"
    assert built_in(9) == "0%"
    assert built_in(163) == "General"


def test_a_format_may_hide_words() -> None:
    assert hides_words(";;;")
    assert not any(hides_words(code) for code in ("@", ";;", ACCOUNTING, '0;0;0;@" (p)"'))


@given(
    code=st.text('0#?.,%;"@*_[]<>=5dmyhsEe+-/ AP\\$£G', max_size=24),
    number=st.floats(allow_nan=False, allow_infinity=False),
)
def test_no_format_is_too_odd(code: str, number: float) -> None:
    show(code, number)
    hides_words(code)
