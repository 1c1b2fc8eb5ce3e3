from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, Route

from drogscen_cli.lager.mallfil import templates
from drogscen_cli.utskrift.html import Sida, to_html


@dataclass(frozen=True)
class View:
    """How a reader has set the browser."""

    width: int
    dark: bool = False
    forced: bool = False


LIGHT = View(1280)
DARK = View(1280, dark=True)
VIEWS = {
    "light": LIGHT,
    "dark": DARK,
    "phone": View(390),
    "dark phone": View(390, dark=True),
    "narrow": View(320),
    "forced colours": View(1280, forced=True),
    "dark forced colours": View(1280, dark=True, forced=True),
}
Pages = Callable[[View], Page]


@pytest.fixture
def pages(browser: Browser, lagesrapport_html: str, tmp_path: Path) -> Iterator[Pages]:
    """Open the sample as a file in a view; every page is closed afterwards."""
    (tmp_path / "lage.html").write_text(lagesrapport_html, "utf-8")
    contexts = []

    def open_page(view: View) -> Page:
        context = browser.new_context(
            viewport={"width": view.width, "height": 800},
            color_scheme="dark" if view.dark else "light",
            forced_colors="active" if view.forced else "none",
        )
        contexts.append(context)
        page = context.new_page()
        page.goto((tmp_path / "lage.html").as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


def _violations(page: Page) -> list[str]:
    result = Axe().run(page, options={"resultTypes": ["violations"]})
    found: list[dict[str, Any]] = result.response["violations"]
    return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_on_the_screen(pages: Pages, view: str) -> None:
    assert _violations(pages(VIEWS[view])) == []


def test_axe_finds_nothing_in_print(pages: Pages) -> None:
    page = pages(LIGHT)
    page.emulate_media(media="print")
    assert _violations(page) == []


def test_axe_finds_nothing_in_a_long_document_with_contents(browser: Browser, lagesrapport: str, sida: Sida) -> None:
    page = browser.new_page()
    page.set_content(to_html(lagesrapport, replace(sida, innehall=True), templates()))
    assert page.locator("nav a").count() == 7
    assert _violations(page) == []
    page.close()


@pytest.mark.parametrize("view", [LIGHT, DARK])
def test_no_colour_of_text_is_left_unmeasured(pages: Pages, view: View) -> None:
    result = Axe().run(pages(view), options={"runOnly": ["color-contrast"]}).response
    assert [rule["id"] for rule in result["passes"]] == ["color-contrast"]
    unsure = [node["html"] for rule in result["incomplete"] for node in rule["nodes"]]
    assert [html for html in unsure if "aria-hidden" not in html] == []


def test_nothing_is_fetched_and_no_script_runs(browser: Browser, lagesrapport_html: str) -> None:
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=lagesrapport_html, content_type="text/html; charset=utf-8")

    context = browser.new_context(java_script_enabled=False)
    context.route("**/*", answer)
    page = context.new_page()
    page.goto("http://rapport.example/lage.html", wait_until="networkidle")
    assert asked == ["http://rapport.example/lage.html"]
    assert page.locator("script").count() == 0
    context.close()


@pytest.mark.parametrize("width", [320, 390, 640, 768])
def test_the_page_never_scrolls_sideways(pages: Pages, width: int) -> None:
    page = pages(View(width))
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_table_that_is_wider_than_the_phone_scrolls_in_its_own_frame(pages: Pages) -> None:
    page = pages(VIEWS["narrow"])
    scrolls = "frame => frame.scrollWidth > frame.clientWidth"
    frames = page.locator(".tabell").all()
    assert [frame.evaluate(scrolls) for frame in frames] == [False, True, False, False]


def test_the_keyboard_reaches_the_way_past_the_head_then_links_and_tables(pages: Pages) -> None:
    page = pages(LIGHT)
    page.keyboard.press("Tab")
    skip = page.locator(".hoppa")
    assert skip.evaluate("link => link === document.activeElement")
    skip.evaluate("link => Promise.all(link.getAnimations().map(animation => animation.finished))")
    assert skip.evaluate("link => link.getBoundingClientRect().top") == 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"
    reached = []
    for _ in range(3):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.tagName + '.' + document.activeElement.className"))
    assert reached == ["A.", "DIV.tabell kort stapel-4", "A."]


def test_every_link_within_the_page_leads_to_something(pages: Pages) -> None:
    page = pages(LIGHT)
    dangling = page.locator('a[href^="#"]').evaluate_all(
        "links => links.map(a => decodeURIComponent(a.hash.slice(1))).filter(id => !document.getElementById(id))"
    )
    assert dangling == []


def test_the_colour_words_are_heard_without_their_marks(pages: Pages) -> None:
    tree = pages(LIGHT).locator(".sammanfattning").aria_snapshot()
    assert "GUL" in tree
    assert not set("●▲■") & set(tree)


def test_dark_and_light_differ_and_print_is_black_on_white(pages: Pages) -> None:
    colours = "[getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.body).color]"
    page = pages(DARK)
    assert page.evaluate(colours) == ["rgb(20, 24, 27)", "rgb(233, 236, 238)"]
    page.emulate_media(media="print")
    assert page.evaluate(colours) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_a_calm_month_is_two_pages_and_its_appendix_a_third(pages: Pages) -> None:
    pdf = pages(LIGHT).pdf(prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") == 3
