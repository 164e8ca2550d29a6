"""Every page of the dashboard with an address at which it shows something: tests and pictures of all pages open it."""

from __future__ import annotations

import re
from functools import cache

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from dashboard import menu, words

SECONDS = 60
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
"""What is installed stays the same: else each run of a page without a server reads what every package says of itself,
which takes longer than the page."""

EXAMPLES = {
    "force": "id=west-mercia",
    "source": "id=west-mercia~50766",
    "measure": "id=arrests_ocag",
    "offence": "id=soa2003_s15a",
    "search": "q=grooming",
}
"""What a page shows that needs to be told which thing."""
FORCES = "|".join(row[name] for row in words.table("../ingest/reference/forces") for name in ("name", "short_name"))
FORBIDDEN = (
    r"[Ii]n somebody else's",
    r"[Ff]igures in force",
    r"Here, and not beside these",
    r"number \d+ of \d+",
    r"[Ll]eague table",
    r"\branked?\b",
    r"\b(?:best|worse|worst)\b",
    r"\b(?:highest|lowest|fewest|most) (?:of|among) (?:all |the )?(?:\d+ )?forces\b",
    r"\b\d+(?:st|nd|rd|th) (?:of|among) \d+",
    r"\bpredators?\b",
    r"\b(?:[Ss]uspicious|[Dd]ubious|[Uu]nreliable|[Ss]ecretive)",
    rf"(?:{FORCES})(?:’s|'s)? (?:[^.;:\n]{{0,40}} )?(?:is|are|was|were|looks?|seems?) (?:wrong|false|too [a-z]+)\b",
    rf"(?:{FORCES}) (?:failed|hid|hides|refuses|stonewall\w*|covered up)\b",
    r"\bDISCLOSED_[A-Z]+",
    r"national total of",
)
"""What stands nowhere, open or closed: verdicts, on a force by its name above all, places among forces, odd English."""
CODE_NAME = re.compile(r"(?<![\w/.-])[a-z]+(?:_[a-z0-9]+)+\b")
"""A name of the program's; not a part of an address that is printed."""


MOST_IN_A_BLOCK = 60  # words of a chart with all that stands around it


def count(text: str) -> int:
    """Words as a reader counts them: a number is one, a dash or a middle dot is none."""
    return len(re.findall(r"[^\W_]+(?:[-.,'’:/][^\W_]+)*", text))


def forbidden(said: str) -> list[str]:
    return [match[0] for phrase in FORBIDDEN if (match := re.search(phrase, said))]


def addresses() -> dict[str, str]:
    """Name of each page that is written, and its address."""
    found = {}
    for spec in menu.written():
        query = EXAMPLES.get(spec.file, "")
        found[spec.path or spec.file] = f"/{spec.path}{'?' if query else ''}{query}"
    return found


def page_at(file: str, **asked: str) -> AppTest:
    """A page at an address, once its first chart is drawn."""
    page = opened(file)
    page.session_state["first_is_drawn"] = True
    for name, value in asked.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def words_at(file: str, **asked: str) -> str:
    """Everything that a page says at an address, in Markdown without its escapes."""
    page = page_at(file, **asked)
    return "\n".join(one.value for one in (*page.markdown, *page.caption)).replace("\\", "")


def html_of(page: AppTest, table: str = "") -> str:
    """The tables and facts of a page, or one table of it by its name."""
    html = "\n".join(str(one.proto.body) for one in page.get("html"))
    return html.partition(f'aria-label="{table}"')[2].partition("</table>")[0] if table else html


def opened(file: str) -> AppTest:
    """A page alone, without the shell, not run yet: a test sets its address first."""
    path = "" if file == "overview" else file
    script = f"from dashboard import menu\n\nmenu.spec_of({path!r}).show()\n"
    return AppTest.from_string(script, default_timeout=SECONDS)
