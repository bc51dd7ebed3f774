"""The ways through the site that people take, each with JavaScript and without where both should work."""

from __future__ import annotations

import re
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from api import Index

ANSWERED = "Hvornår blev den fællesoffentlige digitaliseringsstrategi 2016-2020 lanceret?"
UNKNOWN = "Hvem er konge af Qwertyland?"
STRATEGY = "/ting/strategi/faellesoffentlig-digitaliseringsstrategi-2016-2020"
BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["med JavaScript", "uden JavaScript"])


def address(path: str, **query: str) -> str:
    """A path with its query."""
    return path + "?" + urllib.parse.urlencode(query)


@BOTH
def test_from_a_question_to_the_words_in_the_document(
    javascript: bool, open_page: Callable[..., Any], shipped: Index
) -> None:
    """A citation opens its document with exactly the quoted words marked."""
    watched = open_page(javascript=javascript)
    watched.go("/")
    page = watched.page
    page.fill("#q", ANSWERED)
    page.click("button:has-text('Spørg')")
    page.wait_for_selector("#svar")
    answer = shipped.ask(ANSWERED)
    assert answer.values[0].value == "2016-05-12"
    assert "12. maj 2016" in page.inner_text(".sg-answer-text")
    page.locator("#kilde-1 .sg-source-line a").click()
    page.wait_for_selector("#citat")
    marked = "".join(page.locator(".sg-text mark").all_text_contents())
    assert re.sub(r"\s", "", marked) == re.sub(r"\s", "", answer.citations[0].quote)
    watched.clean()


@BOTH
def test_no_answer_says_why_and_shows_a_way_on(javascript: bool, open_page: Callable[..., Any]) -> None:
    """Why there is none, the nearest passages, and questions that can be answered."""
    watched = open_page(javascript=javascript)
    watched.go(address("/", q=UNKNOWN))
    page = watched.page
    assert "ikke svar" in page.inner_text("#svar")
    assert page.locator(".sg-facts dt", has_text="Hvorfor").count() == 1
    assert page.locator(".sg-sources > li").count() >= 1
    page.wait_for_timeout(200)
    link = page.locator(".sg-examples a").first
    link.click()
    page.wait_for_selector("#svar")
    assert page.inner_text("#svar").strip() == "Svar", "an example had no answer"
    watched.clean()


def test_a_permanent_link_tells_of_changes(open_page: Callable[..., Any], shipped: Index) -> None:
    """On the same index it says so; on another it names what is new, what is gone and which quotes have changed."""
    from api.pages import permanent

    watched = open_page()
    watched.go(address("/", q=ANSWERED))
    page = watched.page
    link = page.get_attribute("a:has-text('Permanent link')", "href")
    page.goto(link)
    assert "lavet på det indeks, der svarer nu" in page.inner_text("main")
    answer = shipped.ask(ANSWERED)
    value = answer.values[0].model_copy(update={"label": "1. april 2016", "value": "2016-04-01"})
    cited = answer.citations[0].model_copy(update={"quote": "noget helt andet"})
    old = permanent.pack(answer.model_copy(update={"values": (value,), "citations": (cited,)}))
    watched.go(address("/", q=ANSWERED, indeks="00112233aabb", gemt=old))
    said = page.inner_text("section[aria-labelledby=changed]")
    assert "00112233aabb" in said and "1. april 2016" in said and "teksten er ændret" in said
    watched.clean()


def test_the_answer_can_be_copied_with_its_sources(open_page: Callable[..., Any]) -> None:
    """The button puts answer, quotes and link on the clipboard and says so."""
    watched = open_page(permissions=["clipboard-read", "clipboard-write"])
    watched.go(address("/", q=ANSWERED))
    watched.page.click("button:has-text('Kopiér')")
    watched.page.wait_for_function("document.querySelector('[data-copy-status]').textContent !== ''")
    copied = watched.page.evaluate("navigator.clipboard.readText()")
    assert ANSWERED in copied and "[1]" in copied and "gemt=" in copied
    source = re.search(r"^    (http\S+#citat)$", copied, re.MULTILINE)
    assert source and watched.page.goto(source[1]).status == 200 and watched.page.locator("#citat").count() == 1
    watched.clean()


@BOTH
def test_search_filter_sort_and_back(javascript: bool, open_page: Callable[..., Any]) -> None:
    """A facet narrows to as many hits as it said, a chip takes it off again, and the back button works."""
    watched = open_page(javascript=javascript)
    watched.go("/soeg")
    page = watched.page
    page.fill("#q", "digital inklusion")
    page.click("button:has-text('Søg')")
    page.wait_for_selector("mark")
    line = page.locator(".sg-facet", has_text="Teksttype").locator("li").nth(1)
    name, count = line.locator("a").inner_text(), int(line.locator(".sg-count").inner_text())
    line.locator("a").click()
    page.wait_for_selector(".sg-chip-remove")
    assert f"kind={urllib.parse.quote_plus(name)}" in page.url
    found = int(re.search(r"\d+", page.inner_text("#resultat"))[0])
    assert found >= count
    page.click("text=Ældste først")
    page.wait_for_url("**sort=aeldste**")
    dates = page.locator(".sg-hit time").evaluate_all("all => all.map(time => time.dateTime)")
    assert dates == sorted(dates) and len(dates) > 1
    page.go_back()
    page.go_back()
    page.wait_for_selector("mark")
    assert page.locator(".sg-chip-remove").count() == 0
    assert page.input_value("#q") == "digital inklusion"
    watched.clean()


def test_names_are_completed_however_they_are_spelled(open_page: Callable[..., Any]) -> None:
    """`faellesoffentlig` finds `fællesoffentlig`; arrows and Enter open the thing's page."""
    watched = open_page()
    watched.go("/ting")
    page = watched.page
    page.locator("#q").press_sequentially("faellesoffentlige digitaliseringsstrategi 2016")
    page.wait_for_selector("[role=option]")
    assert "fællesoffentlige" in page.locator("[role=option]").first.inner_text()
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#q", "aria-activedescendant")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ting/strategi/**")
    assert "2016" in page.inner_text("h1")
    watched.clean()


@BOTH
def test_from_the_timeline_to_a_comparison(javascript: bool, open_page: Callable[..., Any]) -> None:
    """Two strategies are chosen; what differs is shown with quotes that lead to the documents."""
    watched = open_page(javascript=javascript)
    watched.go("/strategier")
    page = watched.page
    assert page.locator(".sg-timeline rect").count() >= 5
    assert page.locator("tbody tr").count() >= page.locator(".sg-timeline rect").count()
    page.select_option("#felt-a", "strategi/faellesoffentlig-digitaliseringsstrategi-2011-2015")
    page.select_option("#felt-b", "strategi/faellesoffentlig-digitaliseringsstrategi-2016-2020")
    page.click("button:has-text('Sammenlign')")
    page.wait_for_selector(".sg-compare")
    assert page.locator(".sg-compare figure.sg-quote a").count() >= 2
    page.locator(".sg-compare .sg-side figure.sg-quote a").first.click()
    page.wait_for_selector("#citat")
    watched.clean()


@BOTH
def test_a_thing_shows_quotes_and_can_be_taken_away(javascript: bool, open_page: Callable[..., Any]) -> None:
    """Every claim has a quote; the drawing has its table; Turtle, JSON-LD and CSV are offered and linked."""
    watched = open_page(javascript=javascript)
    watched.go(STRATEGY)
    page = watched.page
    claims = page.locator(".sg-claims > li.sg-claim")
    assert claims.count() >= 3
    assert claims.evaluate_all("all => all.filter(li => !li.querySelector('figure.sg-quote')).length") == 0
    drawn = page.locator(".sg-network .sg-knot").count()
    assert drawn == page.locator(".sg-table-small tbody tr").count() >= 1
    kinds = page.locator("link[rel=alternate]").evaluate_all("all => all.map(link => link.type)")
    assert kinds == ["text/turtle", "application/ld+json", "text/csv"]
    for href in page.locator("link[rel=alternate]").evaluate_all("all => all.map(link => link.href)"):
        with urllib.request.urlopen(href) as answer:
            assert answer.status == 200 and len(answer.read()) > 500
    watched.clean()


def test_the_graph_can_be_walked(open_page: Callable[..., Any]) -> None:
    """The button draws the neighbourhood with cytoscape, under the same content security policy."""
    watched = open_page()
    watched.go(STRATEGY)
    button = watched.page.locator("button:has-text('Udforsk grafen')")
    if button.count() == 0:
        pytest.skip("built without the page's third-party files (STRATEGIGRAF_WEB=0)")
    button.click()
    watched.page.wait_for_selector(".sg-graph-live canvas")
    drawn = watched.page.locator(".sg-graph-section tbody tr").count()
    assert drawn >= 3
    watched.page.click("button:has-text('Zoom ind')")
    watched.page.click("button:has-text('Luk grafen')")
    assert watched.page.locator(".sg-graph-live").count() == 0 and button.is_visible()
    watched.clean()


@BOTH
def test_marks_of_a_class_can_be_turned_off(javascript: bool, open_page: Callable[..., Any]) -> None:
    """The toggle takes the colour of a class away, with CSS alone."""
    watched = open_page(javascript=javascript)
    watched.go("/dokumenter/strategier/faellesoffentlig-2016-2020.md")
    page = watched.page
    mark = page.locator(".sg-text .sg-ent-aktoer").first
    colour = "node => getComputedStyle(node).backgroundColor"
    assert mark.evaluate(colour) != "rgba(0, 0, 0, 0)" if javascript else mark.is_visible()
    page.uncheck("#vis-aktoer")
    if javascript:
        assert mark.evaluate(colour) == "rgba(0, 0, 0, 0)"
    watched.clean()


def test_marked_words_can_be_linked_to(open_page: Callable[..., Any], shipped: Index) -> None:
    """Marking words across paragraphs offers a link that opens the document with exactly those words marked."""
    watched = open_page(permissions=["clipboard-read", "clipboard-write"])
    watched.go("/dokumenter/strategier/faellesoffentlig-2016-2020.md")
    page = watched.page
    assert not page.locator("[data-pick]").is_visible()
    page.evaluate("""() => {
        const runs = [...document.querySelectorAll(".sg-text > p > [data-tegn]")].filter(run => run.textContent.length > 80);
        const walk = (run, n) => { const all = document.createTreeWalker(run, NodeFilter.SHOW_TEXT); let node;
            while ((node = all.nextNode())) { if (n <= node.length) return [node, n]; n -= node.length; } };
        document.getSelection().setBaseAndExtent(...walk(runs[0], 7), ...walk(runs[1], 30));
    }""")
    picked = page.evaluate("document.getSelection().toString()")
    page.click("[data-pick] button")
    page.wait_for_function("document.querySelector('[data-copy-status]').textContent.includes('kopieret')")
    link = page.evaluate("navigator.clipboard.readText()")
    start, end = map(int, re.findall(r"(?:start|slut)=(\d+)", link))
    said = shipped.texts.text("strategier/faellesoffentlig-2016-2020.md")[start:end]
    assert "".join(said.split()) == "".join(picked.split()) and len(said) > 60
    page.goto(link)
    marked = "".join(page.locator(".sg-text mark").all_text_contents())
    assert "".join(marked.split()) == "".join(said.split())
    watched.clean()


def test_a_strange_address_gives_a_page_not_json(open_page: Callable[..., Any]) -> None:
    """A number that is none, and a question that is far too long, are told of in the site's own frame."""
    watched = open_page()
    for path in (address("/soeg", q="data", side="mange"), address("/", q="hvad " * 1000)):
        assert watched.go(path).status == 422
        assert watched.page.inner_text("h1") == "Det kan ikke lade sig gøre"
    watched.clean(expected="422")


def test_the_whole_question_can_be_read(open_page: Callable[..., Any]) -> None:
    """However long, it is the page's heading; the answer's notes stand after the full stop."""
    watched = open_page(width=360)
    watched.go(address("/", q=ANSWERED))
    assert watched.page.inner_text("h1") == ANSWERED
    assert re.fullmatch(r"Den 12\. maj 2016\.\s*1(\s*2)?", watched.page.inner_text(".sg-answer-text"))


@BOTH
def test_a_query_with_its_table_chart_and_download(javascript: bool, open_page: Callable[..., Any]) -> None:
    """An example runs; its rows are counted, things are links, and the CSV holds as many rows."""
    watched = open_page(javascript=javascript)
    query = "SELECT ?klasse (COUNT(?t) AS ?antal) WHERE { ?t a ?klasse ; rdfs:label ?l } GROUP BY ?klasse"
    watched.go("/editor")
    page = watched.page
    if javascript and page.locator(".yasqe").count():
        page.wait_for_selector(".CodeMirror")
        page.evaluate("query => document.querySelector('.CodeMirror').CodeMirror.setValue(query)", query)
    else:
        page.fill("#query", query)
    page.click("button:has-text('Kør')")
    page.wait_for_selector("#resultat")
    rows = page.locator(".sg-result tbody tr").count()
    assert f"{rows} rækker" in page.inner_text(".sg-result")
    assert page.locator(".sg-chart rect").count() == min(rows, 25)
    with urllib.request.urlopen(page.locator("a:text-is('CSV')").evaluate("a => a.href")) as answer:
        assert len(answer.read().decode().splitlines()) == rows + 1
    if javascript:
        watched.go("/editor")
        assert page.locator("[data-history] li").count() == 1
    watched.clean()


def test_the_editor_completes_our_terms(open_page: Callable[..., Any]) -> None:
    """Typing `sg:agr` offers sg:agreedBy with its Danish name, and nothing is asked of another host."""
    watched = open_page()
    watched.go("/editor")
    page = watched.page
    if page.locator(".yasqe").count() == 0:
        pytest.skip("built without the page's third-party files (STRATEGIGRAF_WEB=0)")
    page.evaluate("document.querySelector('.CodeMirror').CodeMirror.setValue('')")
    page.click(".CodeMirror-lines")
    page.keyboard.type("SELECT * WHERE { ?s sg:agr")
    page.wait_for_selector(".CodeMirror-hints")
    assert "sg:agreedBy – er aftalt" in page.inner_text(".CodeMirror-hints")
    watched.clean()


@BOTH
def test_a_broken_query_shows_its_line(javascript: bool, open_page: Callable[..., Any]) -> None:
    """The parser's message stands with the line it stumbled at, marked."""
    watched = open_page(javascript=javascript)
    response = watched.go(address("/editor", query="SELECT ?s WHERE {\n  ?s a sg:Strategy ;\n  FILTER(\n}"))
    assert response.status == 400
    assert watched.page.locator(".sg-faultline").inner_text().strip().endswith("}")
    assert watched.page.locator(".sg-faultline").get_attribute("value") == "4"
    watched.clean(expected="400")


def test_the_ontology_leads_to_what_it_counts(open_page: Callable[..., Any]) -> None:
    """A class leads to its things; a relation's number to its claims."""
    watched = open_page()
    watched.go("/ontologi")
    page = watched.page
    count = page.locator("#Strategy > .sg-count").first.inner_text()
    page.locator("#Strategy > strong a").first.click()
    page.wait_for_selector("tbody tr")
    assert page.inner_text("h2.sg-h-small").startswith(count)
    watched.go("/ontologi")
    page.locator("tr#launchedOn td a").click()
    page.wait_for_selector("#resultat")
    assert page.locator(".sg-result tbody tr").count() >= 1
    watched.clean()


def test_passages_and_evidence_lead_to_their_words(site: str, shipped: Index) -> None:
    """The page of a passage, and of a piece of evidence, is its document with the words marked."""
    passage = shipped.texts.passages_of(shipped.texts.documents()[0].doc_id)[0]
    rows = shipped.graph.select(
        "SELECT ?e ?q WHERE { ?e a sg:Evidence ; oa:hasSelector/oa:exact ?q } ORDER BY ?e LIMIT 1"
    )
    for iri, words in ((passage.iri, passage.text), (rows[0]["e"].value, rows[0]["q"].value)):
        with urllib.request.urlopen(f"{site}/ting/{iri.removeprefix(shipped.base)}") as answer:
            html = answer.read().decode()
            assert "/dokumenter/" in answer.url
        marked = "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", html, re.DOTALL))
        plain = unescape(re.sub(r"<[^>]+>", "", marked))
        assert "".join(plain.split()) == "".join(words.split())


def test_an_unknown_page_is_a_page(open_page: Callable[..., Any]) -> None:
    """404 in the site's own frame, with ways on."""
    watched = open_page()
    for path in ("/findes-ikke", "/ting/strategi/findes-ikke", "/dokumenter/findes-ikke.md"):
        assert watched.go(path).status == 404
        assert watched.page.inner_text("h1") == "Siden findes ikke"
        assert watched.page.locator("nav a").count() >= 8


def test_no_markup_of_ours_is_inline(site: str) -> None:
    """No inline script, style or handler: the pages live under default-src 'self'."""
    for path in ("/", address("/", q=ANSWERED), "/strategier", STRATEGY, "/editor", "/ontologi"):
        with urllib.request.urlopen(site + path) as answer:
            html = answer.read().decode()
            assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=", html)


def test_links_keep_the_path_prefix_of_a_proxy(site: str) -> None:
    """Behind a prefix, every address in a page begins with it."""
    for path in (
        "/",
        address("/", q=ANSWERED),
        address("/soeg", q="digital"),
        "/strategier",
        STRATEGY,
        "/editor",
        "/om",
    ):
        request = urllib.request.Request(site + path, headers={"X-Forwarded-Prefix": "/graf"})
        with urllib.request.urlopen(request) as answer:
            html = answer.read().decode()
        found = re.findall(r'(?:href|src|action|data-library|data-graph|data-terms)="(/[^"]*)"', html)
        assert len(found) > 15
        assert [link for link in found if not link.startswith("/graf/")] == []


def test_a_stranger_can_not_put_markup_in(site: str) -> None:
    """What comes from the address is shown as text."""
    evil = "<img src=x onerror=alert(1)>"
    for path in (
        address("/", q=evil),
        address("/soeg", q=evil),
        address("/ting", q=evil),
        address("/editor", query=evil),
    ):
        request = urllib.request.Request(site + path)
        try:
            with urllib.request.urlopen(request) as answer:
                html = answer.read().decode()
        except urllib.error.HTTPError as error:
            html = error.read().decode()
        assert "<img src=x" not in html and "&lt;img" in html


def test_the_first_page_is_light(open_page: Callable[..., Any]) -> None:
    """All that the first page loads is under 600 kB as it travels."""
    watched = open_page()
    sizes: list[int] = []
    client = watched.page.context.new_cdp_session(watched.page)
    client.send("Network.enable")
    client.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    watched.go("/")
    assert 10_000 < sum(sizes) < 600_000


def test_pages_are_quick(site: str) -> None:
    """The first page in 200 ms and an answer in 500 ms: the best of up to forty, since the machine is shared."""

    def quick(path: str, limit: float) -> bool:
        for n in range(40):
            started = time.perf_counter()
            with urllib.request.urlopen(site + path.replace("NR", str(n))) as answer:
                answer.read()
            if time.perf_counter() - started < limit:
                return True
        return False

    assert quick("/", 0.2)
    assert quick(address("/", q="Hvornår udløber digitaliseringsstrategien 201NR-2020?"), 0.5)


def test_pages_stand_without_the_third_party_files(shipped: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """Built with STRATEGIGRAF_WEB=0, every page is there, whole, and asks for none of those files."""
    from starlette.testclient import TestClient

    from api.app import create_app
    from api.current import Options
    from api.pages import view

    monkeypatch.setattr(view, "has", lambda asset: False)
    view.environment.cache_clear()
    paths = ("/", "/soeg?q=data", "/strategier", STRATEGY, "/dokumenter", "/editor", "/ontologi", "/om", "/was")
    with TestClient(create_app(Options(shipped.snapshot.folder.parents[1]))) as client:
        for path in paths:
            answer = client.get(path, headers={"Accept": "text/html"})
            assert answer.status_code == 200
            assert "vendor/" not in answer.text and "</html>" in answer.text


def test_every_file_that_a_template_names_is_ours_or_in_the_lock() -> None:
    """Static files of templates exist, or the build hook brings them."""
    import json

    import api

    root = Path(api.__file__).parent
    lock = json.loads((root.parent / "web-assets.lock.json").read_text())
    brought = {f"vendor/{place}" for package in lock["packages"] for place in package["files"].values()}
    named = {
        name
        for path in (root / "templates").glob("*.html")
        for name in re.findall(r"site\.static\('([^']+)'\)", path.read_text(encoding="utf-8"))
    }
    assert named
    assert {name for name in named if name not in brought and not (root / "static" / name).is_file()} == set()
