"""Trains the reader: low-rank changes to the encoder we ship, and a head of six scores a token.

The first three (sentence, start, end) are what `api/reader.py` reads; yes rather than no and the members of a list are
trained beside them, on `more.jsonl`, and are not good enough to be used yet.

`python tests/bench/reader/train.py EXAMPLES OUT [--epochs 3] [--minutes 40]`. EXAMPLES is what examples.py writes; texts
whose number ends in 9 are kept apart, and the figures of them are printed. Needs the extra `transformers`.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional
from transformers import BertModel

from api.reader_input import TOKENS, Offered, Packed, pack
from indexer.engines.bulk import bundled
from indexer.engines.tokens import Tokenizer
from indexer.engines.weights import Weights
from tests.bench.hf_folder import write

RANK = 64  # of what is kept of each map's change
_PARTS = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value"} | {
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}  # the encoder's linear maps, by the names of the adapter's file
BATCH = 16
STRIDE = 32  # tokens
VERDICT = 2.0  # what a yes or no weighs: few questions have one
CHANNELS = 6
_SEVERAL = re.compile(r",| (?:og|samt|eller) ")  # an answer that may hold several things
_LOST = 0.12  # of the questions: the sentences with the answer are taken away, what is left has none
FITTED = (
    "ib-",
    "jytte-",
    "kaj-",
    "lone-",
    "petra-",
    "viggo-",
    "arne-",
    "conrad-",
)  # writers that only `weigh.py` and `shortlist.py` fit to
HELD = ("quebec-", "victor-", "zenia-", "birgit-", "helga-", "iver-", "jonna-")  # and that nothing is fitted to
SEED = 20261128
_SAVED = 100  # steps


def apart(name: str) -> bool:
    """Is a text kept apart from training?"""
    return name.endswith("9") or name.startswith((*FITTED, *HELD))


class Layer(torch.nn.Module):
    """One of the encoder's layers, in the precision of its input; `maps` are its linear maps by the adapter's names."""

    def __init__(self, state: Mapping[str, torch.Tensor], at: str, heads: int, epsilon: float) -> None:
        super().__init__()
        self.heads, self.epsilon = heads, epsilon
        self.maps = torch.nn.ParameterDict()
        for name, part in _PARTS.items():
            self.maps[f"{name}_w"] = torch.nn.Parameter(state[f"{at}.{part}.weight"].clone())
            self.maps[f"{name}_b"] = torch.nn.Parameter(state[f"{at}.{part}.bias"].clone(), requires_grad=False)
        for name, part in (("n1", "attention.output.LayerNorm"), ("n2", "output.LayerNorm")):
            self.maps[f"{name}_w"] = torch.nn.Parameter(state[f"{at}.{part}.weight"].clone(), requires_grad=False)
            self.maps[f"{name}_b"] = torch.nn.Parameter(state[f"{at}.{part}.bias"].clone(), requires_grad=False)

    def _mapped(self, name: str, x: torch.Tensor) -> torch.Tensor:
        return functional.linear(x, self.maps[f"{name}_w"].to(x.dtype), self.maps[f"{name}_b"].to(x.dtype))

    def _normed(self, name: str, x: torch.Tensor) -> torch.Tensor:
        weight, bias = self.maps[f"{name}_w"].to(x.dtype), self.maps[f"{name}_b"].to(x.dtype)
        return functional.layer_norm(x, weight.shape, weight, bias, self.epsilon)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """States (texts, tokens, hidden) to states; `mask` (texts, 1, 1, tokens) is added to the attention."""
        texts, tokens, hidden = x.shape
        q, k, v = (
            self._mapped(name, x).view(texts, tokens, self.heads, hidden // self.heads).transpose(1, 2)
            for name in ("q", "k", "v")
        )
        shares = torch.softmax(q @ k.transpose(2, 3) * q.shape[-1] ** -0.5 + mask, dim=-1)
        seen = (shares @ v).transpose(1, 2).reshape(x.shape)
        x = self._normed("n1", x + self._mapped("ao", seen))
        return self._normed("n2", x + self._mapped("fo", functional.gelu(self._mapped("fi", x))))


class Reader(torch.nn.Module):
    """Token states to six scores a token: sentence, start, end, yes rather than no, a member's start, a member's end.

    The encoder's layers without what training doesn't need, so that a step takes a third of the time.
    """

    def __init__(self, folder: Path, precision: torch.dtype = torch.float32) -> None:
        super().__init__()
        bert = BertModel.from_pretrained(folder, add_pooling_layer=False)
        self.precision = precision
        self.embeddings = bert.embeddings.eval().requires_grad_(requires_grad=False)
        config, state = bert.config, bert.state_dict()
        self.layers = torch.nn.ModuleList(
            Layer(state, f"encoder.layer.{n}", config.num_attention_heads, config.layer_norm_eps)
            for n in range(config.num_hidden_layers)
        )
        self.first = [{n: w.detach().clone() for n, w in layer.maps.items()} for layer in self.layers]
        self.head = torch.nn.Linear(config.hidden_size, CHANNELS)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        with torch.no_grad():
            x = self.embeddings(input_ids=ids).to(self.precision)
        hidden = torch.zeros(mask.shape, dtype=x.dtype).masked_fill(mask == 0, -1e4)
        for layer in self.layers:
            x = layer(x, hidden[:, None, None, :])
        scores: torch.Tensor = self.head(x.float())
        return scores


@dataclasses.dataclass(frozen=True)
class Instance:
    """One input with its right answer as token places; 0, the first token, stands for none.

    `verdict` is 1 for yes, 0 for no, -1 where neither is asked; `members` the (first, last) tokens of a list's members,
    None where no list is asked; `beside` the marks of sentences that hold other members, or the other side of what is
    compared: neither right nor wrong.
    """

    packed: Packed
    mark: int
    start: int
    end: int
    spanned: bool
    verdict: int = -1
    members: tuple[tuple[int, int], ...] | None = None
    beside: tuple[int, ...] = ()


def instance(example: dict[str, Any], tools: tuple[Tokenizer, Any], rng: random.Random | None) -> Instance:
    """An example as the reader sees it; with `rng`, varied as strangers vary their questions."""
    tokenizer, pieces = tools
    offered = [_offered(row) for row in example["offered"]]
    key = example["gold_key"]
    question, most = example["q"], TOKENS
    if rng is not None:
        question = noisy(question, rng)
        most = rng.choice((120, 160, TOKENS))
        if rng.random() < 0.5:
            head = offered[:12]
            rng.shuffle(head)
            offered = head + offered[12:]
        if key is not None and rng.random() < _LOST:
            offered = without_answer(offered, example)
        if key is not None:
            gold = next((o for o in offered if [o.doc_id, o.number] == key), None)
            if gold is not None and rng.random() < 0.95:
                offered.remove(gold)
                offered.insert(rng.randrange(min(4, len(offered) + 1)), gold)
    packed = pack(question, offered, tokenizer, pieces, most)
    mark = start = end = 0
    spanned = example["kind"] != "yesno"
    for placed in packed.placed:
        sentence = offered[placed.offered]
        if key is None or [sentence.doc_id, sentence.number] != key:
            continue
        mark = placed.mark
        span = example["gold"]["span"]
        if span is None:
            spanned = False
            continue
        inside = [w for w in placed.words if w[2] < span[1] and span[0] < w[3]]
        if inside:
            start, end = inside[0][0], inside[-1][1]
        else:
            spanned = False
    verdict = {"ja": 1, "nej": 0}.get(example.get("verdict") or "", -1) if mark else -1
    if example.get("members"):
        return _listed(packed, offered, example["members"], mark)
    members: tuple[tuple[int, int], ...] | None = None
    if not mark:
        members = ()
    elif spanned and not _SEVERAL.search(example["gold"]["text"][slice(*example["gold"]["span"])]):
        members = ((start, end),)
    beside = _marks(packed, offered, {tuple(key) for key in example.get("beside") or ()}) if mark else ()
    return Instance(packed, mark, start, end, spanned, verdict, members, tuple(m for m in beside if m != mark))


def _marks(packed: Packed, offered: list[Offered], keys: set[tuple[str, int]]) -> tuple[int, ...]:
    return tuple(p.mark for p in packed.placed if (offered[p.offered].doc_id, offered[p.offered].number) in keys)


def _listed(packed: Packed, offered: list[Offered], members: list[list[Any]], mark: int) -> Instance:
    """An input whose answer is a list: any of the sentences that hold a member is right, no span is."""
    told = {(m[0], m[1]) for m in members}
    marks = _marks(packed, offered, told)
    mark = mark or next(iter(marks), 0)
    beside = tuple(other for other in marks if other != mark)
    return Instance(packed, mark, 0, 0, False, members=tuple(_members(packed, offered, members)), beside=beside)


def _members(packed: Packed, offered: list[Offered], members: list[list[Any]]) -> Iterator[tuple[int, int]]:
    for placed in packed.placed:
        sentence = offered[placed.offered]
        for doc_id, number, first, last in members:
            if (doc_id, number) == (sentence.doc_id, sentence.number):
                inside = [w for w in placed.words if w[2] < last and first < w[3]]
                if inside:
                    yield inside[0][0], inside[-1][1]


def _offered(row: list[Any]) -> Offered:
    """A sentence as examples.py wrote it: a row's columns are tuples again, not lists."""
    return Offered(*row[:6], *(tuple((at, name) for at, name in columns) for columns in row[6:]))


def without_answer(offered: list[Offered], example: dict[str, Any]) -> list[Offered]:
    """The sentences that neither are the right one, nor hold the answer's words, nor say much the same."""
    gold = example["gold"]
    answer = gold["text"][slice(*(gold["span"] or (0, None)))].casefold().strip(" .,;:")
    words = set(re.findall(r"\w{4,}", gold["text"].casefold()))
    held = {(m[0], m[1]) for m in example.get("members") or ()}

    def tells(o: Offered) -> bool:
        own = set(re.findall(r"\w{4,}", o.text.casefold()))
        alike = len(words & own) / max(1, len(words | own))
        return (
            [o.doc_id, o.number] == example["gold_key"]
            or (o.doc_id, o.number) in held
            or answer in o.text.casefold()
            or alike >= 0.4
        )

    return [o for o in offered if not tells(o)]


def noisy(question: str, rng: random.Random) -> str:
    """A question as it may be typed: small letters, no mark, æøå written out or lost, a letter wrong."""
    if rng.random() < 0.3:
        question = question.rstrip("?")
    if rng.random() < 0.25:
        question = question.lower()
    draw = rng.random()
    if draw < 0.08:
        question = question.translate(str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"}))
    elif draw < 0.12:
        question = question.translate(str.maketrans("æøåÆØÅ", "eoaEOA"))
    if rng.random() < 0.15 and len(question) > 12:
        at = rng.randrange(1, len(question) - 2)
        if question[at].isalpha() and question[at + 1].isalpha():
            question = rng.choice(
                (
                    question[:at] + question[at + 1 :],
                    question[:at] + question[at + 1] + question[at] + question[at + 2 :],
                )
            )
    if rng.random() < 0.08:
        polite = (
            "Hej, ",
            "kan du sige mig: ",
            "Jeg leder efter svar på, ",
            "Ved I ",
            "Godmorgen! ",
            "Hurtigt spørgsmål: ",
        )
        question = rng.choice(polite) + question
    return question


def batch(instances: list[Instance]) -> tuple[torch.Tensor, ...]:
    length = max(len(i.packed.ids) for i in instances)
    length += -length % STRIDE  # few lengths: a new one costs a second, for which code is made then
    ids = torch.zeros((len(instances), length), dtype=torch.long)
    mask = torch.zeros((len(instances), length), dtype=torch.long)
    allowed = torch.full((3, len(instances), length), -1e4)
    for row, item in enumerate(instances):
        ids[row, : len(item.packed.ids)] = torch.tensor(item.packed.ids)
        mask[row, : len(item.packed.ids)] = 1
        allowed[:, row, 0] = 0.0
        for placed in item.packed.placed:
            allowed[0, row, placed.mark] = 0.0
            for first, last, _, _ in placed.words:
                allowed[1, row, first] = 0.0
                allowed[2, row, last] = 0.0
        for place in item.beside:
            allowed[0, row, place] = -1e4
    targets = torch.tensor([[i.mark, i.start, i.end] for i in instances]).T
    spanned = torch.tensor([i.spanned for i in instances], dtype=torch.float32)
    return ids, mask, allowed, targets, spanned


def loss_beside(scores: torch.Tensor, instances: list[Instance]) -> torch.Tensor:
    """Of the verdicts of yes/no questions, and of the members of lists: each word may begin or end one."""
    total = scores.new_zeros(())
    binary = torch.nn.functional.binary_cross_entropy_with_logits
    for row, item in enumerate(instances):
        if item.verdict >= 0:
            total = total + VERDICT * binary(scores[row, item.mark, 3].float(), torch.tensor(float(item.verdict)))
        if item.members is None:
            continue
        words = [w for p in item.packed.placed for w in p.words]
        for channel, place in ((4, 0), (5, 1)):
            right = {m[place] for m in item.members}
            wanted = torch.tensor([float(w[place] in right) for w in words])
            said = scores[row, [w[place] for w in words], channel].float()
            total = total + 0.7 * binary(said, wanted, reduction="sum") / max(1, len(right))
    return total / len(instances)


def loss_of(scores: torch.Tensor, allowed: torch.Tensor, targets: torch.Tensor, spanned: torch.Tensor) -> torch.Tensor:
    part = [
        torch.nn.functional.cross_entropy(scores[..., k].float() + allowed[k], targets[k], reduction="none")
        for k in range(3)
    ]
    return (part[0] + 0.7 * spanned * (part[1] + part[2])).mean()


def evaluate(model: Reader, instances: list[Instance]) -> dict[str, float]:
    """Shares: sentence right where there is one, span right within it, none told from some by the mark's score."""
    model.eval()
    right = total = spans = span_right = overlap = none_right = none_total = wrongly_none = 0.0
    verdicts, verdicts_right, some, none = 0, 0, [], []
    with torch.no_grad():
        for at in range(0, len(instances), 16):
            part = instances[at : at + 16]
            ids, mask, allowed, _, _ = batch(part)
            scores = model(ids, mask)
            best = (scores[..., 0] + allowed[0]).argmax(1)
            marks = (scores[..., 0] + allowed[0])[:, 1:].argmax(1) + 1
            odds = (scores[..., 0] + allowed[0])[:, 1:].logsumexp(1) - scores[:, 0, 0]
            for row, item in enumerate(part):
                (some if item.mark else none).append(float(odds[row]))
                if item.verdict >= 0:
                    verdicts += 1
                    verdicts_right += int((float(scores[row, item.mark, 3]) > 0) == (item.verdict == 1))
                if not item.mark:
                    none_total += 1
                    none_right += float(best[row] == 0)
                    continue
                total += 1
                right += float(marks[row] == item.mark)
                wrongly_none += float(best[row] == 0)
                if item.spanned:
                    spans += 1
                    start, end = span_in(scores[row], item.packed, item.mark)
                    span_right += float(start == item.start and end == item.end)
                    inner = max(0, min(end, item.end) - max(start, item.start) + 1)
                    overlap += 2 * inner / (end - start + 1 + item.end - item.start + 1)
    return {
        "sentence": right / max(1, total),
        "span": span_right / max(1, spans),
        "overlap": overlap / max(1, spans),
        "none": none_right / max(1, none_total),
        "wrongly_none": wrongly_none / max(1, total),
        "some_before_none": sum(a > b for a in some for b in none) / max(1, len(some) * len(none)),
        "verdict": verdicts_right / max(1, verdicts),
    }


def span_in(scores: torch.Tensor, packed: Packed, mark: int) -> tuple[int, int]:
    """The best span within the sentence of a mark."""
    words = next(p.words for p in packed.placed if p.mark == mark)
    best, found = -1e9, (0, 0)
    for i, (first, _, _, _) in enumerate(words):
        for _, last, _, _ in words[i : i + 30]:
            value = float(scores[first, 1] + scores[last, 2])
            if value > best:
                best, found = value, (first, last)
    return found


def save(model: Reader, out: Path, rank: int = RANK) -> None:
    """Writes the adapter's file, in half precision: of each map's change the part of `rank` that comes nearest to it
    (Eckart and Young 1936), as two factors."""
    arrays: dict[str, np.ndarray[Any, Any]] = {}
    for number, (layer, first) in enumerate(zip(model.layers, model.first, strict=True)):
        for name in _PARTS:
            change = (layer.maps[f"{name}_w"] - first[f"{name}_w"]).detach()
            left, sizes, right = torch.linalg.svd(change, full_matrices=False)
            root = sizes[:rank].sqrt()
            arrays[f"l{number}.{name}.up"] = (left[:, :rank] * root).numpy().astype(np.float16)
            arrays[f"l{number}.{name}.down"] = (root[:, None] * right[:rank]).numpy().astype(np.float16)
    arrays["head.w"] = model.head.weight.detach().numpy().astype(np.float16)
    arrays["head.b"] = model.head.bias.detach().numpy().astype(np.float16)
    np.savez(out, scale=np.float32(1.0), **arrays)


def load(model: Reader, path: Path) -> None:
    """Puts an adapter's changes in place."""
    with np.load(path) as file, torch.no_grad():
        scale = float(file["scale"])
        for number, layer in enumerate(model.layers):
            for name in _PARTS:
                up, down = (file[f"l{number}.{name}.{part}"].astype(np.float32) for part in ("up", "down"))
                layer.maps[f"{name}_w"] += torch.from_numpy(scale * up @ down)
        for own, kept in ((model.head.weight, file["head.w"]), (model.head.bias, file["head.b"])):
            own.zero_()
            own[: len(kept)] = torch.from_numpy(kept.astype(np.float32))  # an earlier run's head had fewer scores
        if len(file["head.b"]) < CHANNELS:
            model.head.bias[4:] = -4.0  # few words begin or end a member


def main() -> None:
    told = argparse.ArgumentParser()
    told.add_argument("examples", type=Path)
    told.add_argument("out", type=Path)
    told.add_argument("--epochs", type=int, default=3)
    told.add_argument("--rate", type=float, default=1e-4)
    told.add_argument("--resume", type=Path, help="go on from an adapter (.npz), or from a run's state (.pt)")
    told.add_argument("--state", type=Path, help="where the whole weights are kept now and then, to go on from")
    told.add_argument("--flat", action="store_true", help="the rate doesn't fall: another run goes on from this one")
    told.add_argument("--all", action="store_true", help="train on the kept texts too")
    told.add_argument("--bf16", action="store_true")
    told.add_argument("--every", type=int, default=25)
    told.add_argument("--from-layer", type=int, default=0, help="leave the layers below as they are: less time a step")
    told.add_argument("--minutes", type=float, default=math.inf, help="end by then, whatever of the epochs is left")
    told.add_argument("--seed", type=int, default=SEED, help="another for a run that goes on: the order is another too")
    given = told.parse_args()
    torch.manual_seed(given.seed)
    rng = random.Random(given.seed)
    weights = Weights(bundled())
    tools = (Tokenizer(weights.pieces), weights.pieces)
    examples = [json.loads(line) for line in given.examples.read_text("utf-8").splitlines()]
    kept = [e for e in examples if apart(e["doc"])]
    own = examples if given.all else [e for e in examples if not apart(e["doc"])]
    held = [instance(e, tools, None) for e in kept]
    print(
        len(own),
        "to train on,",
        len(held),
        "kept;",
        sum(bool(i.mark) for i in held),
        "of them with an answer",
        flush=True,
    )
    with tempfile.TemporaryDirectory() as folder:
        model = Reader(write(Path(folder, "model")), torch.bfloat16 if given.bf16 else torch.float32)
    if given.resume is not None and given.resume.suffix == ".pt":
        model.load_state_dict(torch.load(given.resume))
    elif given.resume is not None:
        load(model, given.resume)
    for layer in model.layers[: given.from_layer]:
        layer.requires_grad_(requires_grad=False)
    trained = [p for p in model.parameters() if p.requires_grad]
    print(sum(p.numel() for p in trained), "weights", flush=True)
    optimiser = torch.optim.AdamW(trained, lr=given.rate, weight_decay=0.01, fused=True)
    steps = given.epochs * math.ceil(len(own) / BATCH)
    began, done, running = time.monotonic(), 0, 0.0

    def through(step: int) -> float:
        """How much of the run is over, by steps or by time."""
        return max(step / steps, (time.monotonic() - began) / (60 * given.minutes))

    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, step / 60) * (1.0 if given.flat else max(0.02, 1.0 - through(step)))
    )
    for epoch in range(given.epochs):
        rng.shuffle(own)
        made = [instance(e, tools, rng) for e in own]
        # texts of like length together, in a shuffled order of batches
        made.sort(key=lambda i: len(i.packed.ids) + rng.random() * 40)
        batches = [made[at : at + BATCH] for at in range(0, len(made), BATCH)]
        rng.shuffle(batches)
        model.train()
        for part in batches:
            if through(done) >= 1.0:
                break
            ids, mask, allowed, targets, spanned = batch(part)
            scores = model(ids, mask)
            loss = loss_of(scores, allowed, targets, spanned) + loss_beside(scores, part)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimiser.step()
            plan.step()
            done += 1
            running = 0.98 * running + 0.02 * float(loss.detach())
            if done % _SAVED == 0 and given.state is not None:
                torch.save(model.state_dict(), given.state)
            if done % given.every == 0:
                print(
                    f"{done}/{steps} loss {running / (1 - 0.98**done):.3f} {time.monotonic() - began:.0f} s",
                    flush=True,
                )
        if given.state is not None:
            torch.save(model.state_dict(), given.state)
        print(
            "epoch",
            epoch + 1,
            {k: round(v, 3) for k, v in evaluate(model, held).items()},
            f"{time.monotonic() - began:.0f} s",
            flush=True,
        )
        if through(done) >= 1.0:
            break
    save(model, given.out)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))
    main()
