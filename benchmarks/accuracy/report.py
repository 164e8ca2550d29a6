"""Scores -> a table for people and an object for programs: figures and outcomes by format and by form."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from benchmarks.accuracy.model import Paper
from benchmarks.accuracy.reading import Reading
from benchmarks.accuracy.scoring import Count, Score


def natural(form: str) -> tuple[str, int, str]:
    digits = "".join(c for c in form if c.isdigit())
    return form.rstrip("0123456789"), int(digits or 0), form


def sums(papers: list[Paper], scores: list[Score]) -> dict[str, dict[str, dict[str, Count]]]:
    """`{"figures" | "outcomes": {"format" | "form" | "all": {name: Count}}}`."""
    result: dict[str, dict[str, dict[str, Count]]] = {}
    for what in ("figures", "outcomes"):
        by: dict[str, dict[str, Count]] = {"all": {}, "format": {}, "form": {}, "layout": {}}
        for paper, one in zip(papers, scores, strict=True):
            for form, count in getattr(one, what).items():
                for kind, name in (("all", "all"), ("format", paper.format), ("form", form), ("layout", paper.layout)):
                    by[kind].setdefault(name, Count()).add(count)
        result[what] = by
    return result


def as_json(
    seed: int, papers: list[Paper], scores: list[Score], readings: list[Reading], folders: list[str]
) -> dict[str, Any]:
    def told(count: Count) -> dict[str, Any]:
        return {**vars(count), "precision": count.precision, "recall": count.recall}

    numbers = {
        what: {kind: {name: told(count) for name, count in names.items()} for kind, names in by.items()}
        for what, by in sums(papers, scores).items()
    }
    documents = [
        {
            "folder": folder, "format": paper.format, "form": paper.form, "wording": paper.wording,
            "has_distractors": paper.has_distractors, "wrong": one.wrong, "missed": one.missed, "leaked": one.leaked,
            "problems": list(reading.problems), "failures": list(reading.failures),
            "seconds": round(reading.seconds, 3),
        }
        for paper, one, reading, folder in zip(papers, scores, readings, folders, strict=True)
    ]  # fmt: skip
    return {"seed": seed, "documents": len(papers), **numbers, "read": documents}


def _share(value: float | None) -> str:
    return "    –" if value is None else f"{value:.3f}"


def _row(name: str, papers: int, figures: Count, outcomes: Count) -> str:
    cells = [f"{name or 'other':20}", f"{papers:5}"]
    for count in (figures, outcomes):
        cells += [
            _share(count.precision),
            _share(count.recall),
            f"{count.wrong:5}",
            *([f"{count.proposed:8}"] if count is figures else []),
            f"{count.missed:6}",
            f"{count.silent:6}",
        ]
    return "  ".join(cells)


def table(seed: int, papers: list[Paper], scores: list[Score], readings: list[Reading]) -> str:
    """What is printed: first all, then by format, then by form."""
    counted = sums(papers, scores)
    per: dict[str, dict[str, int]] = {
        "all": {"all": len(papers)},
        "format": defaultdict(int),
        "form": defaultdict(int),
        "layout": defaultdict(int),
    }
    for paper in papers:
        per["format"][paper.format] += 1
        per["layout"][paper.layout] += 1
        for form in {f.form for f in paper.figures} | {o.form for o in paper.outcomes} or {paper.form}:
            per["form"][form] += 1
    head = (
        f"{'':20}  {'docs':>5}  figures: prec  rec  wrong  proposed  missed  silent  "
        "outcomes: prec  rec  wrong  missed  silent"
    )
    lines = [f"seed {seed}, {len(papers)} documents", head]
    for kind in ("all", "format", "form", "layout"):
        names = set(counted["figures"][kind]) | set(counted["outcomes"][kind])
        for name in sorted(names, key=natural):
            lines.append(_row(
                name, per[kind].get(name, 0), counted["figures"][kind].get(name, Count()),
                counted["outcomes"][kind].get(name, Count()),
            ))  # fmt: skip
        lines.append("")
    differences: dict[str, int] = defaultdict(int)
    for one in scores:
        for name, number in one.differences.items():
            differences[name] += number
    for name, number in sorted(differences.items(), key=lambda item: -item[1]):
        lines.append(f"wrong figures that differ in {name}: {number}")
    leaked = sum(len(one.leaked) for one in scores)
    unread = sum(1 for reading in readings if reading.failures)
    references = [one.is_reference_right for one in scores if one.is_reference_right is not None]
    seconds = sum(reading.seconds for reading in readings)
    lines.append(
        f"names leaked: {leaked}; documents not read: {unread}; "
        f"references right: {sum(references)} of {len(references)}"
    )
    lines.append(
        f"reading took {seconds:.1f} s of processor time, {len(papers) / max(seconds, 1e-9):.1f} documents a second"
    )
    return "\n".join(lines)


def worst(papers: list[Paper], scores: list[Score], folders: list[str], most: int) -> str:
    """The documents with wrong figures first, then wrong outcomes, with their folder."""
    lines = []
    for paper, one, folder in zip(papers, scores, folders, strict=True):
        for words in one.wrong:
            lines.append((0 if words.startswith("figure") else 1, f"WRONG {folder} [{paper.wording}]: {words}"))
        for name in one.leaked:
            lines.append((0, f"LEAKED {folder}: a planted name, {name}"))
    lines.sort(key=lambda line: line[0])
    more = [f"… and {len(lines) - most} more"] if len(lines) > most else []
    return "\n".join([text for _, text in lines[:most]] + more)
