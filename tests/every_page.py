"""Every page of the dashboard with an address at which it shows something: tests and pictures of all pages open it."""

from __future__ import annotations

from functools import cache

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from dashboard import menu

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
