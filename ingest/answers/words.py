"""`ingest/reference/answers.toml` -> patterns."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from ingest.reference import Lists, compiled, vocabulary

FILE = "answers.toml"
SECTIONS = ("passages", "numbers", "outcomes", "acceptance")  # no list stands in two
term = Lists(FILE, *SECTIONS, edge=r"\b")
phrase = Lists(FILE, *SECTIONS)
any_of = phrase.any_of


class Counted(NamedTuple):
    """Words by which a measure is known; `unit` None where the words beside it say in what it is counted; `measure_id`
    "" of what no measure counts."""

    measure_id: str
    unit: str | None
    words: re.Pattern[str]


class Part(NamedTuple):
    """Words that limit a count to a part: the dimension that they name and its label."""

    dimension: str
    label: str
    words: re.Pattern[str]


@cache
def plain(section: str, name: str) -> frozenset[str]:
    """The single words of a list."""
    return frozenset(vocabulary(FILE)[section][name].split())


@cache
def parts() -> tuple[Part, ...]:
    return tuple(
        Part(row["dimension"], row["label"], compiled(FILE, f"part {row['label']}", row["words"]))
        for row in vocabulary(FILE)["part"]
    )


@cache
def outcome_measure(label: str) -> str | None:
    """The measure of a row that begins with one of the Home Office's outcome codes ("OC15 – Sus/Insuff.Evidence")."""
    code = re.match(vocabulary(FILE)["outcome_code"]["label"], label.strip())
    return vocabulary(FILE)["outcome_code"]["measures"].get(code["code"]) if code else None


@cache
def is_outcome(label: str, measure_id: str) -> bool:
    """Whether the words after an outcome's code are known, and are those of its measure."""
    named = re.sub(vocabulary(FILE)["outcome_code"]["label"], "", label.strip(), count=1, flags=re.IGNORECASE)
    known = plain("outcome_code", "words")
    is_said = any(row.words.search(named) for row in measures() if row.measure_id == measure_id)
    return is_said and all(word.casefold() in known for word in re.findall(r"[^\W\d_]+", named))


@cache
def measures() -> tuple[Counted, ...]:
    """What can be counted, in the order in which its words are looked for."""
    return tuple(
        Counted(row["measure"], row.get("unit"), compiled(FILE, f"measure {row['measure']}", row["words"], re.DOTALL))
        for row in vocabulary(FILE)["measure"]
    )


@lru_cache(maxsize=4096)
def counted(text: str) -> Counted | None:
    """What a text says is counted: the first whose words it has."""
    return next((row for row in measures() if row.words.search(text)), None)
