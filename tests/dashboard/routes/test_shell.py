"""What every page stands in: one release from first to last byte, and two themes with the roles of the charts."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from streamlit import config as streamlit_config
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_cache import populate_hash_if_needed

from dashboard import warehouse
from dashboard.charts import drawing
from dashboard.pages import compare
from dashboard.parts import listing
from dashboard.parts.controls import Address
from dashboard.routes import data, pages
from dashboard.start import main
from tests.asking import get

ROOT = Path(__file__).resolve().parents[3]
THEME = {
    "primaryColor": "link",
    "backgroundColor": "paper",
    "textColor": "ink",
    "linkColor": "link",
    "borderColor": "rule",
}
QUESTION = "select (select release from release) as release, count(*) as n from figures"


@pytest.mark.parametrize(("name", "palette"), [("light", drawing.LIGHT), ("dark", drawing.DARK)])
def test_the_theme_has_the_colours_of_the_charts(name: str, palette: dict[str, str]) -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"][name]
    assert {key: theme[key] for key in THEME} == {key: palette[role] for key, role in THEME.items()}


def test_light_and_dark_have_the_same_roles_and_the_shell_names_none_besides() -> None:
    assert drawing.LIGHT.keys() == drawing.DARK.keys()
    assert set(main.ROLES) <= drawing.LIGHT.keys()


@pytest.mark.parametrize("palette", [drawing.LIGHT, drawing.DARK])
@pytest.mark.parametrize("role", ["ink", "quiet", "link", "chosen0", "chosen1"])
def test_words_are_told_from_the_paper(palette: dict[str, str], role: str) -> None:
    assert contrast(palette[role], palette["paper"]) >= 4.5


@pytest.mark.parametrize("palette", [drawing.LIGHT, drawing.DARK])
@pytest.mark.parametrize("role", ["bar", "line", "median", "whole_edge", "part"])
def test_marks_are_told_from_the_paper(palette: dict[str, str], role: str) -> None:
    assert contrast(palette[role], palette["paper"]) >= 3


def contrast(one: str, other: str) -> float:
    """The ratio of the luminances of two colours, as WCAG 2.2 defines it."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_page_a_refusal_and_an_embed_say_who_helps(built_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    nowhere, embed = pages.refusal("comparee", ""), get("/embed/compare", "measure=offences_recorded")
    assert nowhere is not None and (nowhere.status_code, embed.status_code) == (404, 200)
    answers = (bytes(answer.body).decode() for answer in (nowhere, embed))
    for said in (listing.render("help.md"), listing.render("not_yours.txt"), *answers):
        numbers = ("999", "101", "0808 800 5000", "0800 1111", "0808 1000 900")
        assert all(number in said.replace("\u00a0", " ") for number in numbers)


@pytest.mark.parametrize(
    ("path", "query", "near"),
    [
        ("force", "id=kint", "/force?id=kent"), ("force", "id=wolverhamton", "/force?id=west-midlands"),
        ("source", "id=west-mercia~5076", "/source?id=west-mercia~50766"),
        ("measure", "id=arrest", "/measure?id=arrests"),
        ("offence", "id=s15A&force=kent", "/offence?id=soa2003_s15a&amp;force=kent"),
        ("compare", "measure=offences_recorde", "/compare?measure=offences_recorded"),
        ("", "force=west-mersia", "/?force=west-mercia"),
    ],
)  # fmt: skip
def test_what_is_not_here_is_404_before_any_script_with_the_nearest_and_the_search(
    path: str, query: str, near: str, built_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    answer = pages.refusal(path, query)
    assert answer is not None and answer.status_code == 404
    said = bytes(answer.body).decode()
    assert f'href="{near}"' in said and 'href="/search?q=' in said


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("force", ""), ("force", "id=kent&force=nope&measure=nope&x=y"), ("force", "id=area:uk"),
        ("force", "force=kent"), ("compare", "force=kent&force=nope"), ("compare", "period=1066"),
        ("source", "id=west-mercia~50766&figure=nope"),
        ("offence", "id=ho_88a&period=1066"), ("measure", "id=suspect_deaths_ocag"), ("search", "q=nope"),
    ],
)  # fmt: skip
def test_what_is_here_is_shown_whatever_else_an_address_asks(
    path: str, query: str, built_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    assert pages.refusal(path, query) is None


class Swapped:
    """A warehouse whose file is replaced by another release while somebody reads."""

    def __init__(self, built: Path, folder: Path) -> None:
        self.path, self.other = folder / "warehouse.duckdb", folder / "other.duckdb"
        shutil.copyfile(built, self.path)
        shutil.copyfile(built, self.other)
        with duckdb.connect(str(self.other)) as con:
            con.execute("update release set release = 'anotherone12'")

    def swap(self) -> None:
        self.other.replace(self.path)


@pytest.fixture
def swapped(built_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Swapped]:
    found = Swapped(built_warehouse, tmp_path)
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(found.path))
    yield found


def release() -> str:
    return str(warehouse.values(QUESTION)[0][0])


def test_a_run_reads_one_release_though_the_file_is_swapped(swapped: Swapped) -> None:
    with warehouse.held():
        first = release()
        assert warehouse.query(QUESTION)["release"][0] == first
        swapped.swap()
        assert release() == first == warehouse.current().release == warehouse.newest().release
        assert warehouse.query(f"{QUESTION} where figure_id is not null")["release"][0] == first
    with warehouse.held():
        assert release() == "anotherone12" == warehouse.current().release


def test_what_is_held_ends_with_the_run_that_fails(swapped: Swapped) -> None:
    with pytest.raises(KeyError), warehouse.held():
        release()
        raise KeyError
    swapped.swap()
    assert release() == "anotherone12"


def test_the_tag_and_the_body_of_an_answer_are_of_one_release(swapped: Swapped) -> None:
    def endpoint(request: Request) -> Response:
        warehouse.current()
        swapped.swap()
        return PlainTextResponse(release())

    scope = {"type": "http", "method": "GET", "path": "/x", "query_string": b"", "headers": [], "path_params": {}}
    answer = data.route("/x", endpoint).endpoint(Request(scope))
    assert answer.headers["etag"].startswith(f'"{bytes(answer.body).decode()}-')
    assert release() == "anotherone12"


def test_what_draws_charts_and_their_controls_is_loaded_with_the_page() -> None:
    """Streamlit names its files anew with each version; one that is not found would be loaded late and slowly."""
    assert pages.PRELOAD.count("<script") == len(pages.LATE)


def test_the_first_html_the_page_and_the_next_reader_have_one_chart(
    built_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    at = Address("/compare").but(measure="offences_recorded", offence="ho_88a", force="kent")
    made = compare.chart(at)
    assert made is not None and compare.chart(at.but(figure=next(iter(made.marks)))) is made
    assert compare.chart(at.but(force="surrey")) is not made
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(shutil.copy(built_warehouse, tmp_path / "warehouse.duckdb")))
    assert compare.chart(at) is not made  # of another warehouse nothing is taken over


def test_the_dashboard_listens_on_this_machine_alone_unless_told() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["address"] == "127.0.0.1"


def test_a_run_of_a_page_does_not_end_with_a_walk_through_what_all_readers_hold() -> None:
    """With a hundred readers half of the processor's time went into it, and nobody's page went on meanwhile. An option
    that Streamlit no longer knows is an error here."""
    assert streamlit_config.get_option("runner.postScriptGC") is False


def test_no_message_is_sent_by_a_name_that_the_browser_may_have_forgotten() -> None:
    """A page that was asked for while another was still running ended with "Cached ForwardMsg MISS"."""
    message = ForwardMsg()
    message.delta.new_element.markdown.body = "a long table " * 1_000_000
    populate_hash_if_needed(message)
    assert message.hash and not message.metadata.cacheable


@pytest.mark.usefixtures("shipped")
def test_an_address_without_a_page_is_refused_in_the_sites_style_without_a_warehouse_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    release = warehouse.current().release
    for is_there in (True, False):
        monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(warehouse.warehouse_path() if is_there else tmp_path / "none"))
        answer = pages.refusal("comparee", "")
        assert answer is not None and answer.status_code == 404
        html = bytes(answer.body).decode()
        assert (
            "--paper" in html
            and "canonical" not in html
            and '<a href="/compare">Compare</a>' in html
            and "0808 800 5000" in html
        )
        assert (f"release {release}" in html) == is_there


@pytest.mark.usefixtures("shipped")
def test_an_unknown_address_offers_what_the_search_finds_for_its_words_and_keeps_the_readers_forces() -> None:
    said = {path: bytes(pages.refusal(path, "force=kent").body).decode() for path in ("wolverhampton", "nonsense")}  # type: ignore[union-attr]
    assert '<a href="/force?id=west-midlands&amp;force=kent">West Midlands Police</a>' in said["wolverhampton"]
    assert 'href="/search?q=wolverhampton&amp;force=kent"' in said["wolverhampton"]
    assert "Nearest" not in said["nonsense"] and '<a href="/?force=kent">Overview</a>' in said["nonsense"]
    assert all(">/" not in html for html in said.values()), "an address without words"


@pytest.mark.usefixtures("shipped")
def test_a_forces_short_name_or_alias_leads_to_its_page() -> None:
    for name in ("psni", "Police-Service-of-Northern-Ireland"):
        answer = pages.refusal("force", f"id={name}&force=kent")
        assert answer is not None and answer.headers["location"] == "/force?id=northern-ireland&force=kent"
    assert pages.refusal("force", "id=northern-ireland") is None
    for name in ("gillingham", "no such force"):  # a name of two, none
        answer = pages.refusal("force", f"id={name}")
        assert answer is not None and answer.status_code == 404
