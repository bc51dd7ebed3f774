"""An answer as the command line prints it: the sentence, its sources with their quotes, and how it was read."""

from __future__ import annotations

from .contract import Answer, Citation


def answer_text(answer: Answer) -> str:
    """The answer for people, a line a fact; quotes stand on one line each, words unchanged."""
    lines = [answer.answer]
    if answer.citations:
        lines.append("")
        lines += [line for citation in answer.citations for line in _citation(citation)]
    if answer.interpretation:
        lines += ["", f"Læst som: {answer.interpretation}"]
    return "\n".join(lines)


def _citation(citation: Citation) -> list[str]:
    document = citation.document
    known = ", ".join(part for part in (document.publisher, document.date) if part)
    head = f"[{citation.n}] {document.title}" + (f" ({known})" if known else "")
    lines = [f"{head} – {citation.doc_id}, tegn {citation.start}-{citation.end}"]
    lines.append("    »" + " ".join(citation.quote.split()) + "«")
    if document.url:
        lines.append(f"    {document.url}")
    return lines
