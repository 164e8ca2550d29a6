"""A project's data with sources in six formats and a transcript, built twice and kept, to erase from."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import pytest

from dashboard import warehouse
from ingest.commands.build import build
from ingest.warehouse import releases
from tests.making_evidence import write_raw

PLANTED = "The quokka ledger 7731 was consulted."
REASON = "An order of the court."
TRANSCRIPT = """\
force,measure,unit,offence_as_published,period_as_published,value_as_published,status,exemptions,exemptions_basis,question,place,note
gwent,arrests_online_cso,arrests,,2019/20,31,value,,,,Table 1,First
gwent,arrests_online_cso,arrests,,2018/19,27,value,,,,Table 1,"Second, with
a line more"
gwent,arrests_online_cso,arrests,,2017/18,19,value,,,,Table 1,Third
"""


def served(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the data, a copy of what was built; the pages read it."""
    data = tmp_path / "data"
    shutil.copytree(built, data)
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(data / "warehouse.duckdb"))
    monkeypatch.setenv("DISCLOSED_RAW", str(data / "raw"))
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    warehouse.newest()
    return data


def build_twice(data: Path, *, is_one_source: bool = False) -> None:
    """Sources without PDFs, which every build after an erasure would read anew. `is_one_source`: all documents, a PDF
    and a mail with one too, in one source."""
    write_raw(data / "raw", planted=PLANTED)
    if is_one_source:
        _together(data / "raw", "kent/101-21")
    else:
        for slow in ("kent/101-21", "cumbria/105-21"):
            shutil.rmtree(data / "raw" / slow)
    _transcript(data / "raw")
    for n in range(2):
        if n:
            _more(data / "raw", n)
        assert build([data / "raw"], data / "warehouse.duckdb", 0, False) == 0
        with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as con:
            ((release,),) = con.execute("select release from release").fetchall()
            assert releases.keep(con, release, data / "releases")
    assert len(releases.release_names(data / "releases")) == 2


def _together(raw: Path, into: str) -> None:
    """All documents of all sources into one."""
    toml = raw / into / "source.toml"
    for file in sorted(raw.glob("*/*/*")):
        if file.parent != toml.parent and file.name != toml.name:
            shutil.move(file, toml.parent / file.name)
            with toml.open("a") as text:
                text.write(f'\n[[document]]\npath = "{file.name}"\nform = "original"\n')
    for folder in raw.iterdir():
        if folder != toml.parents[1]:
            shutil.rmtree(folder)


def _transcript(raw: Path) -> None:
    folder = raw / "_published" / "charity-2021"
    folder.mkdir(parents=True)
    (folder / "source.toml").write_text(
        'kind = "charity"\ntitle = "A round"\npublisher = "A charity"\nurl = "https://charity.example/round"\n'
        '[[document]]\npath = "transcript.csv"\nform = "transcript"\n'
    )
    (folder / "transcript.csv").write_text(TRANSCRIPT)


def _more(raw: Path, n: int) -> None:
    folder = raw / "kent" / f"{n}-22"
    folder.mkdir(parents=True)
    (folder / "source.toml").write_text(
        'force = "kent"\nkind = "force_response"\n[[document]]\npath = "a.txt"\nform = "original"\n'
    )
    (folder / "a.txt").write_text(f"Dear Sir\n\nIn 201{n}/1{n + 1} there were {n + 3} arrests for grooming.\n")


def marks() -> list[str]:
    rows = warehouse.values("select figure_id from all_figures union select outcome_id from outcomes order by 1")
    return [mark for (mark,) in rows]


def texts(file: Path) -> Iterator[str]:
    """The bytes of a file, and the rows of one whose bytes are compressed."""
    yield file.read_bytes().decode("utf-8", "replace")
    if file.suffix == ".parquet":  # by DuckDB's own connection: to make one takes longer than to read the file
        yield str(duckdb.execute(f"select * from read_parquet('{file}')").fetchall())
    if file.suffix == ".duckdb":
        with duckdb.connect(str(file), read_only=True) as con:
            for names in con.execute("select database_name, schema_name, table_name from duckdb_tables()").fetchall():
                table = ".".join(f'"{name}"' for name in names)  # of the tables made ready beside a copy too
                yield str(con.execute(f"from {table}").fetchall())


def files_with(words: str | Sequence[str], folder: Path) -> list[str]:
    """The files of a folder that hold one of these texts."""
    sought = [words] if isinstance(words, str) else list(words)
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    return [
        str(file.relative_to(folder)) for file in files if any(one in text for text in texts(file) for one in sought)
    ]


def ids_of(source: str) -> list[str]:
    question = (
        "select figure_id from all_figures where source_id = $s "
        "union select outcome_id from outcomes where source_id = $s"
    )
    return [mark for (mark,) in warehouse.values(question, {"s": source})]


def rows_of(place: Path, question: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(place / "warehouse.duckdb"), read_only=True) as con:
        return con.execute(question).fetchall()


def figure_of(place: Path, condition: str) -> str:
    ((figure,),) = rows_of(place, f"select figure_id from figures where {condition}")
    return str(figure)
