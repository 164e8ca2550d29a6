"""What a page says at an address: what nobody has, and who helps."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import words
from tests.every_page import words_at

SAID = {
    ("force", "id=mdp"): ("That is our gap",),
    ("force", ""): ("[All of them](/forces)",),
    ("compare", "show=change&before=2019/20&period=2024/25&force=kent"): ("change from 2019/20 to 2024/25", "+27 %"),
    ("overview", "force=kent&period=2016/17"): (
        "Grooming per 100,000, 2016/17",
        "Kent, 1.9 (1.3–2.6), is not distinguishable from the median",
    ),
    ("reports", ""): ("None has come in.",),
    ("answers", "question=99"): ("This request has no question “99”: shown is 3.",),
    ("checks", "source=west-mercia~50766"): ("found in the source “Online grooming: ",),
    ("checks", "source=west-mercia~5076"): ("Nothing found in a source that is not here.",),
    ("compare", "measure=offences_recorded&offence=soa2003_s15a&period=2017/18"): (" of them as a range",),
    ("method", ""): ("101", "0808 800 5000", "0808 1000 900"),
}


@pytest.fixture(autouse=True)
def shipped(built_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    monkeypatch.delenv("DISCLOSED_CONTACT", raising=False)


@pytest.mark.parametrize(("file", "query"), SAID)
def test_a_page_says_at_an_address(file: str, query: str) -> None:
    said = words_at(file, **dict(part.split("=", 1) for part in query.split("&") if part))
    assert [words for words in SAID[file, query] if words not in said] == []


def test_reports_say_of_each_kind_of_ruling_that_there_is_none() -> None:
    said = words_at("reports")
    assert said.split("\n").count("None.") == 1 + len(words.SAID["ruled"]), "nothing was erased"
