"""A label or a heading of a table -> what its words say: a total, a thing counted, a kind of labels. The words are
`ingest/reference/table_words.toml`.

Protects: vocabulary is data. The modules beside this one hold the rules; a word that forces use is added to the file.
"""

from __future__ import annotations

from functools import cache, lru_cache

from ingest.phrases import letters
from ingest.phrases.letters import holds as holds
from ingest.phrases.letters import phrases
from ingest.phrases.letters import plain as plain

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def one_line(text: str) -> str:
    """A cell's words in one line."""
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def is_made_of(text: str, table: str, name: str) -> bool:
    """Whether a plain text has a word of one list, and none that is neither of it nor of the one beside it: "Offence
    (HMIC level 4)" heads offences, "Previous offence" may not."""
    core, beside = phrases(table, f"{name}_core"), phrases(table, f"{name}_beside")
    parts = text.split()
    return any(part in core for part in parts) and all(part in core or part in beside for part in parts)


HEADS = ("period", "force", "offence", "code", "subcode", "question")


@lru_cache(maxsize=4096)
def kinds_of_head(text: str) -> tuple[str, ...]:
    """What a plain heading of labels may be of, by its whole or by the words that it is made of."""
    whole = tuple(kind for kind in HEADS if text in phrases("heads", kind))
    made = tuple(kind for kind in ("period", "offence", "force") if is_made_of(text, "heads", kind))
    is_code = text.endswith(" code") and set(text.split()) <= phrases("heads", "of_a_code")
    return whole or (("code",) if is_code and made == ("offence",) else made)


@cache
def unit_of_word() -> dict[str, str]:
    """Countable word, plain -> the unit that it is; the words that count whatever was asked are left out, and those
    that over a column are as likely one part of a breakdown ("male")."""
    parts = phrases("counts", "parts")
    return {plain(word): unit for word, unit in letters.units().items() if unit and plain(word) not in parts}


def is_total(label: str) -> bool:
    """Whether a label is a total's and nothing else's: "Total", "Grand total", "Sum:"."""
    return plain(label) in phrases("totals", "total")


def is_total_of_all(label: str) -> bool:
    """Whether a total is of the whole table, and not of the section that it stands in: "Grand total"."""
    return plain(label) in phrases("totals", "of_all")


def is_subtotal(label: str) -> bool:
    text = plain(label)
    return any(text == word or text.startswith(f"{word} ") for word in phrases("totals", "subtotal"))


def is_part_of_above(label: str) -> bool:
    """Whether a label says that it is some of the row above it: "of which A&E"."""
    return any(f"{plain(label)} ".startswith(f"{word} ") for word in phrases("totals", "of_above"))


def names_total(label: str) -> bool:
    """Whether a label holds a total's word anywhere: "Borsetshire total (2 sites)"."""
    return any(holds(plain(label), word) for word in ("total", "subtotal", "grand total", "sub total"))


@lru_cache(maxsize=16384)
def without_total(label: str) -> str | None:
    """What a total's label names beside the total, plain ("total arrests" -> "arrest"); None for another label."""
    text = plain(label)
    for word in sorted(phrases("totals", "before"), key=len, reverse=True):
        if text.startswith(f"{word} "):
            return text[len(word) + 1 :]
    for word in phrases("totals", "after"):
        if text.endswith(f" {word}"):
            return text[: -len(word) - 1]
    return None


@lru_cache(maxsize=16384)
def core_of_count(text: str) -> str:
    """A heading over numbers without the words that say that it counts: "Number of arrests made" -> "arrest"."""
    core = plain(text)
    after = phrases("counts", "after")
    for word in sorted(phrases("counts", "before"), key=len, reverse=True):
        if core.startswith(f"{word} "):
            core = core[len(word) + 1 :]
            after = after | phrases("counts", "references") if word.split()[-1] == "of" else after
            break
    for word in sorted(after, key=len, reverse=True):
        if core.endswith(f" {word}"):
            core = core[: -len(word) - 1]
            break
    return core


def is_of_references(text: str) -> bool:
    """Whether a heading names numbers that tell things apart and count nothing: "Outcome No.", "Crime number"."""
    parts = plain(text).split()
    if len(parts) < 2 or plain(text) in phrases("counts", "neutral"):
        return False
    is_led = any(plain(text).startswith(f"{word} ") for word in phrases("counts", "before"))
    return not is_led and parts[-1] in phrases("counts", "references") | {"code"}


def is_neutral(text: str) -> bool:
    return plain(text) in phrases("counts", "neutral") or not plain(text)


@lru_cache(maxsize=16384)
def is_left_out(text: str) -> bool:
    """Whether a heading is over numbers that count nothing: shares, rates, changes."""
    whole = plain(text)
    return any(
        whole == word or whole.startswith(f"{word} ") or whole.endswith(f" {word}")
        for word in phrases("counts", "left_out")
    )
