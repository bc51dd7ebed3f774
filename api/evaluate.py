"""How well an index answers a question set: value accuracy, citations, no-answer, latency; by kind of question.

A question is a JSON object with `question`, `kind`, `answerable`, `answer_values` (groups of accepted alternatives) and
`evidence` (`doc`, `quote`). A value is right when it equals an alternative up to case, Danish endings and articles, or
holds its words without being much longer; numbers compare as numbers, dates as ISO dates. A citation supports when its
quote overlaps the evidence. `headline` is the share of questions with a right value and a supporting citation, or a
rightly refused answer.
"""

from __future__ import annotations

import dataclasses
import re
import statistics
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from . import words
from .contract import Answer
from .wordlists import several

if TYPE_CHECKING:
    from .index import Index

_TELLING = frozenset(["definition", "why/how", "factoid-what"])
_STOP = several("den det de en et ny nye nyt og i af for på til med om som der at er fra ved hos ca")
LIST_F1 = 0.85
SHARE = 0.8  # of an alternative's words that the answer's text must hold
TEXT_WORDS = 80
OVERLAP = 15  # letters and digits that quote and evidence must share


@dataclasses.dataclass(frozen=True, slots=True)
class Judged:
    """One question's marks; None where a mark does not apply."""

    id: str
    kind: str
    question: str
    answerable: bool
    answered: bool
    value: bool | None
    cited: bool | None
    precision: float | None
    right: bool
    said: tuple[str, ...]
    took_ms: float


def evaluate(index: Index, questions: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The figures of a question set, overall and by kind, and every question's marks."""
    judged = [judge(question, index.ask(str(question["question"]))) for question in questions]
    kinds = {name: _figures([j for j in judged if j.kind == name]) for name in sorted({j.kind for j in judged})}
    times = sorted(j.took_ms for j in judged)
    return {
        "questions": len(judged),
        "index": index.hash,
        **_figures(judged),
        "no_answer": _refusals(judged),
        "latency_ms": {
            "median": round(statistics.median(times), 1) if times else None,
            "p95": times[min(len(times) - 1, int(0.95 * len(times)))] if times else None,
        },
        "by_kind": kinds,
        "rows": [dataclasses.asdict(j) for j in judged],
    }


def judge(question: Mapping[str, Any], answer: Answer) -> Judged:
    """The marks of one answer."""
    answerable = bool(question.get("answerable", True))
    answered = answer.status == "answered"
    value = cited = precision = None
    if answerable:
        value = answered and value_right(question, answer)
        support = [_supports(c.quote, c.doc_id, question) for c in answer.citations] if answered else []
        cited = any(support)
        precision = sum(support) / len(support) if support else None
    right = bool(value and cited) if answerable else not answered
    return Judged(
        str(question.get("id", "")), str(question.get("kind", "")), str(question["question"]), answerable, answered,
        value, cited, precision, right, tuple(v.value for v in answer.values), answer.took_ms,
    )  # fmt: skip


def value_right(question: Mapping[str, Any], answer: Answer) -> bool:
    """True where the answer's values say what the question's groups ask for."""
    groups: list[list[str]] = question["answer_values"]
    kind = str(question.get("kind", ""))
    values = [(v.value, v.label) for v in answer.values]
    hit = [any(same(form, group) for forms in values for form in forms) for group in groups]
    if kind in _TELLING:
        text = " ".join(answer.answer.split()[:TEXT_WORDS])
        hit = [h or _told(text, group) for h, group in zip(hit, groups, strict=True)]
    if kind in ("definition", "why/how"):
        return sum(hit) >= 0.5 * len(groups)
    if kind == "list":
        good = sum(any(same(form, group) for group in groups for form in forms) for forms in values)
        precision, recall = (good / len(values) if values else 0.0), sum(hit) / len(groups)
        return precision + recall > 0 and 2 * precision * recall / (precision + recall) >= LIST_F1
    if len(groups) == 1:
        first = bool(values) and any(same(form, groups[0]) for form in values[0])
        return first or (kind in _TELLING and hit[0])
    return all(hit) and (kind in _TELLING or len(values) <= len(groups) + 2)


def same(said: str, alternatives: Sequence[str]) -> bool:
    """Does a value say one of the alternatives?

    >>> same("kontorchef Pia Holm", ["Pia Holm"]), same("2016-05-16", ["2016-05"]), same("29", ["30"])
    (True, False, False)
    """
    return any(_same(said, alternative) for alternative in alternatives)


def _same(said: str, alternative: str) -> bool:
    if alternative.casefold() in ("ja", "nej"):
        return said.casefold() == alternative.casefold()
    if re.fullmatch(r"-?\d+([.,]\d+)?", alternative):
        return _number(said) == _number(alternative)
    if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", alternative):
        return said == alternative
    want, got = _tokens(alternative), _tokens(said)
    return bool(want) and want <= got and len(got) <= 2 * len(want) + 4


def _number(text: str) -> float | None:
    match = re.search(r"-?\d+(?:[.,]\d+)*", text)
    if match is None:
        return None
    raw = match.group()
    raw = raw.replace(".", "") if re.fullmatch(r"\d{1,3}(\.\d{3})+", raw) else raw.replace(",", ".")
    try:
        return float(raw)
    except ValueError:
        return None


def _tokens(text: str) -> set[str]:
    found = re.findall(r"\d+(?:[.,]\d+)*|[^\W\d_]+", text.casefold())
    return {words.key(w) for w in found if w not in _STOP} or {words.key(w) for w in found}


def _told(text: str, group: Sequence[str]) -> bool:
    said = _tokens(re.sub(r"\[\d+\]", " ", text))
    return any((want := _tokens(a)) and len(want & said) >= SHARE * len(want) for a in group)


def _supports(quote: str, doc_id: str, question: Mapping[str, Any]) -> bool:
    name = _file(doc_id)
    return any(_file(e["doc"]) == name and _overlap(quote, e["quote"]) for e in question.get("evidence", ()))


def _file(doc_id: str) -> str:
    return re.sub(r"\.\w+$", "", str(doc_id).rsplit("/", 1)[-1].casefold())


def _overlap(quote: str, evidence: str) -> bool:
    a, b = _bare(quote), _bare(evidence)
    if not a or not b:
        return False
    if a in b or b in a:
        return True
    least = max(OVERLAP, min(len(a), len(b)) // 2)
    return any(b[i : i + least] in a for i in range(0, max(1, len(b) - least + 1)))


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _figures(judged: Sequence[Judged]) -> dict[str, Any]:
    open_ = [j for j in judged if j.answerable]
    return {
        "n": len(judged),
        "headline": _mean([j.right for j in judged]),
        "value_accuracy": _mean([bool(j.value) for j in open_]),
        "citation_recall": _mean([bool(j.cited) for j in open_]),
        "citation_precision": _mean([j.precision for j in open_ if j.precision is not None]),
    }


def _refusals(judged: Sequence[Judged]) -> dict[str, Any]:
    said = [j for j in judged if not j.answered]
    due = [j for j in judged if not j.answerable]
    both = sum(1 for j in said if not j.answerable)
    precision = both / len(said) if said else None
    recall = both / len(due) if due else None
    f1 = 2 * precision * recall / (precision + recall) if precision and recall else (0.0 if due else None)
    return {
        "precision": _round(precision),
        "recall": _round(recall),
        "f1": _round(f1),
        "said": len(said),
        "unanswerable": len(due),
    }


def _mean(values: Sequence[float]) -> float | None:
    return _round(sum(values) / len(values)) if values else None


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def report_text(result: Mapping[str, Any], show_wrong: int = 0) -> str:
    """The figures as lines of text in Danish, with up to show_wrong of the questions that went wrong."""
    names = ("headline", "value_accuracy", "citation_recall", "citation_precision")
    heads = ("samlet", "værdi", "belagt", "belæg præcise")
    lines = [f"{'slags':18}{'antal':>7}" + "".join(f"{h:>15}" for h in heads)]
    for kind, figures in [*result["by_kind"].items(), ("alle", result)]:
        lines.append(f"{kind:18}{figures['n']:>7}" + "".join(f"{_shown(figures[name]):>15}" for name in names))
    no = result["no_answer"]
    lines.append(
        f"\nuden svar: præcision {_shown(no['precision'])}, genkaldelse {_shown(no['recall'])}, F1 {_shown(no['f1'])} "
        f"({no['said']} sagt, {no['unanswerable']} uden svar i teksterne)"
    )
    times = result["latency_ms"]
    lines.append(f"svartid: median {_shown(times['median'])} ms, 95-percentil {_shown(times['p95'])} ms")
    wrong = [row for row in result["rows"] if not row["right"]][:show_wrong]
    lines += [
        f"  {row['id']} [{row['kind']}] {_why(row)}: {row['question']} → {', '.join(row['said']) or '–'}"
        for row in wrong
    ]
    return "\n".join(lines)


def _why(row: Mapping[str, Any]) -> str:
    if not row["answerable"]:
        return "svaret, skønt teksterne ikke siger det"
    if not row["answered"]:
        return "intet svar"
    return " og ".join(w for w, good in (("forkert værdi", row["value"]), ("uden belæg", row["cited"])) if not good)


def _shown(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.1f}".replace(".", ",") if value > 1.5 else f"{value:.3f}".replace(".", ",")
