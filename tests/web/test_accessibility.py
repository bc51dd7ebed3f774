"""WCAG 2.1 AA, as far as axe can tell, on every page in every state; and what axe can't see: keyboard, width, size."""

from __future__ import annotations

import urllib.parse
from collections.abc import Callable
from typing import Any

import pytest

ANSWERED = "Hvornår blev den fællesoffentlige digitaliseringsstrategi 2016-2020 lanceret?"
UNKNOWN = "Hvem er konge af Qwertyland?"
STRATEGY = "/ting/strategi/faellesoffentlig-digitaliseringsstrategi-2016-2020"
OLDER = "/ting/strategi/faellesoffentlig-digitaliseringsstrategi-2011-2015"
DOCUMENT = "/dokumenter/strategier/faellesoffentlig-2016-2020.md"


def address(path: str, **query: str) -> str:
    """A path with its query."""
    return path + "?" + urllib.parse.urlencode(query)


PAGES = {
    "spørg, tom": "/",
    "spørg, svar": address("/", q=ANSWERED),
    "spørg, gammelt link": address("/", q=ANSWERED, indeks="0123456789abcdef"),
    "spørg, intet svar": address("/", q=UNKNOWN),
    "spørg, liste": address("/", q="Hvilke fem indsatser består den politiske aftale om digital inklusion af?"),
    "spørg, uenighed": address(
        "/", q="Hvornår blev National strategi for cyber- og informationssikkerhed 2018-2021 lanceret?"
    ),
    "søg, tom": "/soeg",
    "søg, træf": address("/soeg", q="digital inklusion"),
    "søg, filtre": address("/soeg", q="digital inklusion", year="2026"),
    "søg, ingen træf": address("/soeg", q="strategi", publisher="Findes ikke"),
    "strategier": "/strategier",
    "strategier, alle": address("/strategier", slags="Agreement", alle="1"),
    "strategier, ingen": address("/strategier", q="qwertyuiop"),
    "sammenlign, tom": "/strategier/sammenlign",
    "sammenlign": address("/strategier/sammenlign", a=OLDER[6:], b=STRATEGY[6:]),
    "opslag": "/ting",
    "opslag, intet": address("/ting", q="qwertyuiop"),
    "strategi": STRATEGY,
    "aktør": "/ting/aktoer/kl",
    "dokumenter": "/dokumenter",
    "dokumenter, ingen": address("/dokumenter", q="qwertyuiop"),
    "dokument": DOCUMENT,
    "dokument, html": "/dokumenter/aftaler/digitaliseringspartnerskabet-2021.html",
    "dokument, citat": address(DOCUMENT, start="10", slut="40"),
    "sparql": "/editor",
    "sparql, tabel": address(
        "/editor", query="SELECT ?k (COUNT(?t) AS ?n) WHERE { ?t a ?k ; rdfs:label ?l } GROUP BY ?k"
    ),
    "sparql, tom tabel": address("/editor", query="SELECT ?s WHERE { ?s a sg:Findesikke }"),
    "sparql, ja": address("/editor", query="ASK { ?s a sg:Strategy }"),
    "sparql, graf": address(
        "/editor", query="CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a sg:Strategy ; rdfs:label ?l }"
    ),
    "sparql, fejl": address("/editor", query="SELECT ?s WHERE {\n  ?s a\n}"),
    "ontologi": "/ontologi",
    "om": "/om",
    "tilgængelighed": "/was",
    "findes ikke": "/findes-ikke",
    "forkert adresse": address("/soeg", q="data", side="mange"),
}
REFUSED = ("findes ikke", "forkert adresse", "sparql, fejl")  # the browser notes the status itself


def violations(page: Any) -> list[str]:
    """What axe objects to, one line each."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['help']} – {v['nodes'][0]['html'][:160]} ({len(v['nodes'])})" for v in found]


def test_axe_finds_nothing_on_a_claims_page(open_page: Callable[..., Any]) -> None:
    """A claim has a page of its own, reached from every place that shows it, without violations."""
    watched = open_page()
    watched.go(STRATEGY)
    details = watched.page.locator(".sg-claim details", has_text="Udsagnets side").first
    details.locator("summary").click()
    assert violations(watched.page) == []
    details.locator("a", has_text="Udsagnets side").click()
    watched.page.wait_for_selector("#udsagnet")
    assert "/ting/udsagn/" in watched.page.url
    assert violations(watched.page) == []
    watched.clean()


OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_is_lost(name: str, open_page: Callable[..., Any]) -> None:
    """No violation at full width and at 320 px, where the page does not scroll sideways (WCAG 1.4.10), nor with text
    twice as large (1.4.4); no console error, no request to another host."""
    watched = open_page()
    page = watched.page
    response = watched.go(PAGES[name])
    assert response.status < 500
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert violations(page) == []
    assert page.evaluate(OVER) <= 0, "it scrolls sideways at 320 px"
    page.set_viewport_size({"width": 1280, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '125%'")
    assert page.evaluate(OVER) <= 0, "it scrolls sideways with text twice as large"
    watched.clean(expected="Failed to load resource" if name in REFUSED else "")


def test_text_grows_with_the_readers_size(open_page: Callable[..., Any]) -> None:
    """Twice the font size gives text twice as large: nothing is fixed in pixels."""
    watched = open_page()
    watched.go("/om")
    size = "parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"
    before = watched.page.evaluate(size)
    watched.page.evaluate("document.documentElement.style.fontSize = '125%'")
    assert watched.page.evaluate(size) == pytest.approx(2 * before)


def test_every_page_has_its_language_one_heading_and_a_way_past_the_menu(open_page: Callable[..., Any]) -> None:
    """lang="da", one h1, a main landmark, a title of its own, and a skip link that is the first thing Tab reaches."""
    watched = open_page()
    titles = set()
    for path in ("/", "/soeg", "/strategier", "/ting", "/dokumenter", "/editor", "/ontologi", "/om", "/was"):
        watched.go(path)
        page = watched.page
        assert page.get_attribute("html", "lang") == "da"
        assert page.locator("h1").count() == 1 and page.locator("main").count() == 1
        titles.add(page.title())
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Gå til sidens indhold"
        box = page.locator(".skipnav").bounding_box()
        assert box["y"] >= 0, "the skip link can't be seen when it has focus"
    assert len(titles) == 9


def test_a_question_by_keyboard_alone(open_page: Callable[..., Any]) -> None:
    """Skip link, Tab to the box, type, Enter, Tab to the first citation, Enter: the source has been reached."""
    watched = open_page()
    watched.go("/")
    page = watched.page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type(ANSWERED)
    page.keyboard.press("Enter")
    page.wait_for_selector("#svar")
    page.locator(".sg-ref").first.focus()
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    assert page.url.endswith("#kilde-1")


def test_print_leaves_out_what_paper_can_not_use(open_page: Callable[..., Any]) -> None:
    """In print there is no menu, and the links of sources show their address."""
    watched = open_page()
    watched.go(PAGES["spørg, svar"])
    watched.page.emulate_media(media="print")
    assert not watched.page.locator(".sg-nav").is_visible()
    assert watched.page.locator("#svar").is_visible()
    assert watched.page.locator(".sg-question").inner_text() == ANSWERED
