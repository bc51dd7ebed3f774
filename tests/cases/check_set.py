"""Checks a set of documents, gold and questions: offsets, occurrences, labels, evidence quotes and counts.

`python3 tests/cases/check_set.py tests/cases/unseen4`; needs `pypdf` for PDF documents. Exit status 1 on any fault.
"""

import collections
import json
import pathlib
import re
import sys
from html.parser import HTMLParser
from typing import ClassVar

HERE = pathlib.Path(sys.argv[1]).resolve()
KINDS = {
    "factoid-who",
    "factoid-when",
    "factoid-number",
    "factoid-what",
    "list",
    "definition",
    "why/how",
    "quote-attribution",
    "comparison",
    "yesno",
    "multi-hop",
    "unanswerable",
}


class Visible(HTMLParser):
    BLOCK: ClassVar = {
        "p",
        "h1",
        "h2",
        "h3",
        "li",
        "ul",
        "ol",
        "tr",
        "table",
        "div",
        "nav",
        "header",
        "footer",
        "main",
        "aside",
        "article",
        "blockquote",
        "button",
        "form",
    }

    def __init__(self):
        super().__init__()
        self.out, self.skip = [], 0

    def handle_starttag(self, tag, attrs):
        self.skip += tag in ("script", "style", "title")
        self.out.append("\n" if tag in self.BLOCK else " | " if tag in ("td", "th") else "")

    def handle_endtag(self, tag):
        self.skip -= tag in ("script", "style", "title")
        self.out.append("\n" if tag in self.BLOCK else "")

    def handle_data(self, data):
        if not self.skip:
            self.out.append(data)


def text_of(path):
    if path.suffix == ".html":
        v = Visible()
        v.feed(path.read_text(encoding="utf-8"))
        lines = (re.sub(r"[ \t]+", " ", x).strip(" ").removeprefix("| ") for x in "".join(v.out).split("\n"))
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
    if path.suffix == ".pdf":
        from pypdf import PdfReader

        return "\n".join(p.extract_text() for p in PdfReader(path).pages)
    return path.read_text(encoding="utf-8")


def single(s):
    return re.sub(r"\s+", " ", s).strip()


def main():
    faults = []
    texts = {p.name: text_of(p) for p in sorted((HERE / "docs").iterdir())}
    for name, t in texts.items():
        print(f"{len(t.split()):5} words  {name}")
    for p in sorted((HERE / "gold").glob("*.json")):
        g = json.loads(p.read_text(encoding="utf-8"))
        t = g.get("text", texts[g["doc"]])
        if single(t) != single(texts[g["doc"]]):
            faults.append(f"{p.name}: text is not the document's")
        labels = [e["label"] for e in g["entities"]]
        if len(set(labels)) != len(labels):
            faults.append(f"{p.name}: a label twice")
        n = 0
        for e in g["entities"]:
            if not e["mentions"]:
                faults.append(f"{p.name}: no mention of {e['label']}")
            for m in e["mentions"]:
                n += 1
                starts = [x.start() for x in re.finditer("(?=" + re.escape(m["text"]) + ")", t)]
                if t[m["start"] : m["end"]] != m["text"] or starts[m["occurrence"] - 1] != m["start"]:
                    faults.append(f"{p.name}: mention {m}")
        triples = collections.Counter((s["subject"], s["relation"], s["object"]) for s in g["statements"])
        faults += [f"{p.name}: twice {k}" for k, c in triples.items() if c > 1]
        for s in g["statements"]:
            v = s["evidence"]
            if t[v["start"] : v["end"]] != v["quote"]:
                faults.append(f"{p.name}: evidence {s}")
            for side in ("subject", "object"):
                if s[side + "_kind"] == "entity" and s[side] not in labels:
                    faults.append(f"{p.name}: no entity {s[side]}")
            if s["subject_kind"] == "text" and single(s["subject"]) not in single(t):
                faults.append(f"{p.name}: quotation {s['subject']}")
        print(f"{len(labels):3} entities {n:3} mentions {len(g['statements']):3} statements  {p.name}")
    rows = [json.loads(x) for x in (HERE / "questions.jsonl").read_text(encoding="utf-8").splitlines()]
    for key in ("id", "question"):
        if len({r[key] for r in rows}) != len(rows):
            faults.append(f"questions: {key} twice")
    for r in rows:
        if r["kind"] not in KINDS or r["answerable"] == (r["kind"] == "unanswerable"):
            faults.append(f"{r['id']}: kind")
        if r["answerable"] != bool(r["answer_values"] and r["evidence"]):
            faults.append(f"{r['id']}: values or evidence")
        for e in r["evidence"]:
            t = texts[e["doc"]]
            if not (e["quote"] in t if e["doc"].endswith((".txt", ".md")) else single(e["quote"]) in single(t)):
                faults.append(f"{r['id']}: quote {e['quote']}")
    print(len(rows), dict(collections.Counter(r["kind"] for r in rows)))
    print("\n".join(faults) or "no faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
