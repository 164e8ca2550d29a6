"""`python -m benchmarks.accuracy`: make documents with their truth, have the project read them, report."""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from benchmarks.accuracy import baseline, report
from benchmarks.accuracy.generate import papers as make
from benchmarks.accuracy.reading import read_all
from benchmarks.accuracy.scoring import score
from benchmarks.accuracy.writing import write_all


def options(words: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--seed", type=int, help="else a new one, which is printed")
    parser.add_argument("--formats", help="only these, parted by commas")
    parser.add_argument("--forms", help="only these, parted by commas: A1,B8,D5")
    parser.add_argument("--json", type=Path, help="write everything there as JSON")
    parser.add_argument("--keep", type=Path, help="leave the documents there, each with its source.toml")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--no-baseline", action="store_true", help="leave the comparison with plain pdfplumber out")
    parser.add_argument("--worst", type=int, default=40, help="how many misreadings to print")
    return parser.parse_args(words)


def run(asked: argparse.Namespace) -> str:
    """The report in words; writes the JSON where it was asked for."""
    seed = asked.seed if asked.seed is not None else random.SystemRandom().randrange(10**6)
    print(f"seed {seed}", file=sys.stderr)
    with ExitStack() as stack:
        raw = asked.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        formats = asked.formats.split(",") if asked.formats else None
        forms = asked.forms.split(",") if asked.forms else None
        made = list(make(asked.documents, seed, formats, forms))
        folders = write_all(made, raw, seed)
        readings = read_all(folders, asked.workers)
        scores = [score(paper, reading) for paper, reading in zip(made, readings, strict=True)]
        names = [str(folder) for folder in folders]
        compared = {} if asked.no_baseline else baseline.compare(made, folders)
        if asked.json:
            told = report.as_json(seed, made, scores, readings, names)
            told["pdf_tables"] = {
                producer: {way: vars(cells) for way, cells in both.items()} for producer, both in compared.items()
            }
            asked.json.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
        parts = [report.table(seed, made, scores, readings)]
        parts += [baseline.table(compared)] if compared else []
        return "\n\n".join([*parts, report.worst(made, scores, names, asked.worst)])


def main() -> None:
    print(run(options()))


if __name__ == "__main__":
    main()
