"""What an HTML page's head says of the page: meta tags, JSON-LD, `<time>`, `<html lang>`; nothing is fetched."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..types import Block

# Field → names of meta tags, the best first.
_META = {
    "title": ("og:title", "dc.title", "dcterms.title", "twitter:title", "headline"),
    "author": ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author"),
    "publisher": ("publisher", "dc.publisher", "dcterms.publisher", "og:site_name", "application-name", "copyright"),
    "date": (
        "article:published_time", "datepublished", "dc.date", "dcterms.date", "dcterms.issued", "dc.date.issued",
        "dcterms.created", "date",
        "pubdate", "publishdate", "parsely-pub-date", "og:published_time", "last-modified",
    ),
    "url": ("og:url",),
    "kind": ("dc.type", "dcterms.type"),
    "license": ("dcterms.license", "dc.rights", "license"),
    "language": ("dc.language", "dcterms.language", "og:locale"),
}  # fmt: skip
_JSON_MAX = 200_000
_ARTICLES = re.compile(
    r"Article|Report|NewsArticle|BlogPosting|WebPage|DigitalDocument|PressRelease|CreativeWork|FAQPage"
)


def describe(root: Any, blocks: Sequence[Block]) -> dict[str, str]:
    """Title, author, publisher, date, url, language, kind and license, as far as the page says them."""
    meta = _meta(root)
    said: dict[str, str] = {}
    for field, value in _json_ld(root).items():
        said.setdefault(field, value)
    for field, names in _META.items():
        found = next((meta[name] for name in names if meta.get(name)), "")
        if found and field not in said and not (field == "author" and found.startswith("http")):
            said[field] = found
    if "date" not in said:
        said.update(_time(root))
    if root.get("lang"):
        said["language"] = root.get("lang")
    link = root.xpath("string(//link[@rel='canonical']/@href)")
    if link.startswith("http"):
        said["url"] = link
    if not re.match(r"https?://\S+$", said.get("url", "")):
        said.pop("url", None)
    title = _title(root, blocks, said.get("title"))
    if title:
        said["title"] = title
    return {field: value.strip() for field, value in said.items() if value and value.strip()}


def _meta(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in root.xpath("//meta[@content]")[:500]:
        name = (tag.get("name") or tag.get("property") or tag.get("itemprop") or "").strip().lower()
        if name:
            found.setdefault(name, tag.get("content")[:1000])
    return found


def _title(root: Any, blocks: Sequence[Block], said: str | None) -> str | None:
    """The page's only h1 where there is one; else what the head says, without the site's name after a bar."""
    heads = [block.text for block in blocks if block.kind == "heading" and block.level == 1]
    if len(heads) == 1:
        return " ".join(heads[0].split())
    title = said or " ".join(root.xpath("string(//title)").split())
    return re.sub(r"\s+[|–—»-]\s+[^|–—»]{2,60}$", "", title) or None


def _time(root: Any) -> dict[str, str]:
    for tag in root.xpath("//time[@datetime]|//*[@itemprop='datePublished'][@content]|//time[@pubdate]")[:5]:
        value = tag.get("datetime") or tag.get("content")
        if value and re.match(r"\d{4}(-\d\d){0,2}", value):
            return {"date": value}
    return {}


def _json_ld(root: Any) -> dict[str, str]:
    """The first article-like object in the page's JSON-LD; broken or huge JSON is passed over."""
    for script in root.xpath("//script[@type='application/ld+json']")[:10]:
        text = script.text or ""
        if not text or len(text) > _JSON_MAX:
            continue
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(data):
            if _ARTICLES.search(str(item.get("@type"))):
                return _from_json(item)
    return {}


def _objects(data: Any) -> Iterator[Mapping[str, Any]]:
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (x for x in (graph if isinstance(graph, list) else []) if isinstance(x, dict))


def _from_json(item: Mapping[str, Any]) -> dict[str, str]:
    wanted = {
        "title": item.get("headline"),
        "author": _named(item.get("author")),
        "publisher": _named(item.get("publisher")),
        "date": item.get("datePublished") or item.get("dateCreated"),
        "language": item.get("inLanguage"),
        "license": item.get("license"),
        "url": item.get("url"),
    }
    return {field: value for field, value in wanted.items() if isinstance(value, str) and value.strip()}


def _named(value: Any) -> str | None:
    """The name of a person or body, or the names of several."""
    items = value if isinstance(value, list) else [value]
    names = [item.get("name") if isinstance(item, dict) else item for item in items]
    return ", ".join(name for name in names if isinstance(name, str)) or None
