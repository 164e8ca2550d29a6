"""A raw folder whose sources hold tables, documents inside documents and a long list, for tests of pages.

The numbers and words are made up. One answer's printed totals agree in all years but one; one cell of it has a mark
that nothing explains; one attachment can't be read.
"""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Sequence
from email.message import EmailMessage
from io import BytesIO, StringIO
from pathlib import Path

from openpyxl import Workbook

ROOT = Path(__file__).resolve().parent.parent
BUILD_TIMEOUT_SECONDS = 120
YEARS = ("2019/20", "2020/21", "2021/22", "2022/23", "2023/24")
BY_GROUP: tuple[tuple[str, tuple[object, ...]], ...] = (
    ("Theft", (3, 4, 5, 6, 7)),
    ("Violence Against the Person", (10, 11, 12, 13, 14)),
    ("Arson", (1, "*", 2, 1, 0)),
    ("Total", (14, 15, 19, 20, 22)),  # of 2023/24 the parts sum to 21
)
BY_SITE = (("Northgate Infirmary", (8, 9, 9, 10, 11)), ("Abbey Ward", (6, 6, 10, 10, 11)))
MAIL, LETTER, LIST = "northamptonshire~900-25", "durham~77-25", "kent~5-24"
LISTED = 35
COLUMNS = (
    "force", "measure", "unit", "offence_as_published", "period_as_published", "value_as_published", "status",
    "exemptions", "exemptions_basis", "question", "place", "note",
)  # fmt: skip

MAP = """
[[table]]
document = "{document}"
rows = {{ {name} = "{head}" }}
means = {{ question = "1", measure = "offences_hospital" }}
reason = "What heads the rows is in the campaign's file."
by = "AB"
on = 2026-11-28
"""
TOML = """force = "{force}"
reference = "{reference}"
title = "{title}"
kind = "force_response"
publisher = "{publisher}"
read_part = "whole"
law = "FOIA 2000"
{campaign}
[[document]]
path = "{path}"
form = "{form}"
"""
HOSPITALS = 'campaign = "hospital-crime-2019-24"\n'
QUESTION = (
    "1. How many crimes did you record in or on hospital grounds in each year from 2019/20 to 2023/24, by the nature "
    "of the crime, its outcome and the hospital?"
)


def write(raw: Path) -> None:
    """The three sources under `raw`."""
    of_mail = MAP.format(document="reply.eml#figures.xlsx", name="offence_group", head="Offence group")
    of_letter = MAP.format(document="letter.html", name="site", head="Hospital")
    _source(
        raw / "northamptonshire" / "900-25", "reply.eml", _mail(), of_mail, force="northamptonshire", reference="900/25"
    )
    _source(raw / "durham" / "77-25", "letter.html", _letter(), of_letter, force="durham", reference="77/25")
    _source(raw / "kent" / "5-24", "transcript.csv", _transcript(), force="kent", reference="5/24")


def build(folder: Path) -> Path:
    """The warehouse of these sources, built in `folder` by the command that a user runs."""
    write(folder / "raw")
    warehouse = folder / "warehouse.duckdb"
    command = (sys.executable, "-m", "ingest", "build", "--raw", str(folder / "raw"), "--warehouse", str(warehouse))
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=BUILD_TIMEOUT_SECONDS)
    assert done.returncode == 0, done.stderr + done.stdout
    return warehouse


def _source(folder: Path, path: str, data: bytes, more: str = "", *, force: str, reference: str) -> None:
    folder.mkdir(parents=True)
    (folder / path).write_bytes(data)
    is_transcript = path.endswith(".csv")
    words = {
        "title": f"Answer {reference}",
        "publisher": f"{force.capitalize()} Police",
        "campaign": "" if is_transcript else HOSPITALS,
        "form": "transcript" if is_transcript else "original",
    }
    (folder / "source.toml").write_text(TOML.format(force=force, reference=reference, path=path, **words) + more)


def _mail() -> bytes:
    message = EmailMessage()
    message["From"] = "foi@northants.police.uk"
    message["Subject"] = "Response to your request 900/25"
    message["Date"] = "Wed, 05 Mar 2025 10:00:00 +0000"
    message.set_content(f"Our reference: 900/25\n\n{QUESTION}\n\nPlease see the attached spreadsheet.\n")
    message.add_attachment(_workbook(), maintype="application", subtype="octet-stream", filename="figures.xlsx")
    message.add_attachment(bytes(range(9)) * 9, maintype="application", subtype="octet-stream", filename="scan.bin")
    return message.as_bytes()


def _workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "By group"
    sheet.append(["Crimes on hospital grounds by offence group"])
    sheet.append(["Offence group", *YEARS])
    for label, numbers in BY_GROUP:
        sheet.append([label, *numbers])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _letter() -> bytes:
    body = "".join(_row(label, numbers) for label, numbers in BY_SITE)
    head = "".join(f"<th>{year}</th>" for year in ("Hospital", *YEARS))
    table = f"<table><caption>Crimes on hospital grounds</caption><tr>{head}</tr>{body}</table>"
    return f"<html><body><p>{QUESTION}</p>{table}</body></html>".encode()


def _row(label: str, numbers: Sequence[object]) -> str:
    return f"<tr><td>{label}</td>{''.join(f'<td>{number}</td>' for number in numbers)}</tr>"


def _transcript() -> bytes:
    out = StringIO()
    rows = csv.DictWriter(out, COLUMNS, restval="")
    rows.writeheader()
    for n in range(LISTED):
        rows.writerow(
            {
                "force": "kent",
                "measure": "offences_recorded",
                "unit": "offences",
                "offence_as_published": "PCA 1978 s1",
                "period_as_published": str(1985 + n),
                "value_as_published": str(n + 1),
                "status": "value",
                "place": f"row {n}",
            }
        )
    return out.getvalue().encode()
