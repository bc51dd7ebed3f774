"""Makes new Danish strategy documents of any number: invented plans, bodies, initiatives, years and amounts.

No text is copied: sentences are composed from frames and word lists, names from parts, all drawn from a seed, so that the
same number gives the same documents. `python tests/bench/synthetic.py FOLDER 10000` writes a corpus to build.
"""

# ruff: noqa: SIM905  (lists of quoted words are hard to read and edit)

from __future__ import annotations

import dataclasses
import random
import sys
from collections.abc import Iterator
from pathlib import Path

AREAS = """sundhed ældrepleje folkeskole klima miljø trafik erhverv beskæftigelse forskning kultur energi byggeri landbrug
vandforvaltning affald forsvar beredskab integration turisme bolig dagtilbud socialområde skat tinglysning arkiv geodata
velfærd psykiatri tandpleje genoptræning hjemmepleje rehabilitering vejdrift parkering havmiljø biodiversitet""".split()
FIRST = """digital data sundheds kommunal fælles grøn regional national teknologi velfærds klima innovations borger
erhvervs viden infrastruktur sikkerheds kompetence forsynings trafik natur skole energi bolig kultur""".split()
LAST = """strategien planen aftalen handlingsplanen pagten programmet køreplanen politikken visionen rammen reformen
indsatsen satsningen partnerskabet udspillet""".split()
WHERE = """nord vester sol ege bred kilde fjord hede lund sønder å tårn birke skov holm krog mølle ravn strand trane
brand gammel ny høj lille stor sten vand ulve bæk ellevang gran hassel kirke klint lyng mose pile rug tofte""".split()
PLACE = """by vig havn lund dal vang mark bjerg sted sø holt toft rup lev borg skov bæk strup løse ager slev hus minde
gård husum næs vad bro""".split()
BODIES = "Kommune Region Styrelse Råd Forening Institut Selskab Udvalg Sekretariat Nævn".split()
FORENAMES = "Karla Jens Amina Poul Sofie Mikkel Bodil Anders Fatima Ulrik Ingrid Troels Maja Henning Signe Omar".split()
SURNAMES = "Kroghdal Vestberg Lindholt Mosegård Frandsby Åkjær Thorsager Balling Rosenvang Hvidbjerg Nørtoft".split()
ROLES = "formand direktør borgmester minister kontorchef projektleder".split()
AIMS = (
    "færre sagsbehandlingstrin", "kortere ventetid", "bedre overblik", "tryggere overgange", "mindre papirarbejde",
    "højere datakvalitet", "lavere energiforbrug", "flere selvbetjente sager", "bedre indeklima", "åbne grænseflader",
    "stærkere cybersikkerhed", "fælles standarder", "hurtigere svar", "ensartet vejledning", "mere tid til kerneopgaven",
)  # fmt: skip
TOOLS = """platform portal app register sensor infrastruktur løsning journal kalender snitflade database algoritme
robot selvbetjening postkasse kortløsning chatbot overblik""".split()
VERBS = "udvikler afprøver udbreder indfører forbedrer udskifter sammenlægger evaluerer finansierer standser".split()
MONTHS = "januar februar marts april maj juni juli august september oktober november december".split()


@dataclasses.dataclass(frozen=True)
class Made:
    """A made document: its name, title, publisher, ISO date and paragraphs."""

    name: str
    title: str
    publisher: str
    date: str
    paragraphs: tuple[str, ...]

    def markdown(self) -> str:
        """The document with front matter, as a build reads it."""
        head = f"---\ntitle: '{self.title}'\npublisher: '{self.publisher}'\ndate: '{self.date}'\n---\n"
        return f"{head}\n# {self.title}\n\n" + "\n\n".join(self.paragraphs) + "\n"


def documents(count: int, paragraphs: int = 3, seed: int = 2011) -> Iterator[Made]:
    """Made documents in turn, each drawn from its own number, so that a longer corpus begins with a shorter one."""
    for number in range(count):
        yield document(number, paragraphs, seed)


def passages(count: int, seed: int = 2011) -> Iterator[str]:
    """Made passages of 200 to 400 characters."""
    for made in documents(-(-count // 10), 10, seed):
        take = min(10, count)
        count -= take
        yield from made.paragraphs[:take]


def questions(count: int, seed: int = 7) -> list[str]:
    """Questions about what such documents speak of."""
    draw = random.Random(seed)
    frames = (
        "Hvornår blev {plan} vedtaget?",
        "Hvem står bag {plan}?",
        "Hvor mange initiativer har {plan}?",
        "{tool} til {area}",
        "hvad siger {body} om {aim}",
        "penge til {area} i {year}",
        "initiativ {n}.{m} {area}",
    )
    return [_filled(draw.choice(frames), draw) for _ in range(count)]


def document(number: int, paragraphs: int = 3, seed: int = 2011) -> Made:
    """The made document of this number."""
    draw = random.Random(f"{seed}/{number}")
    plan, body, year = _plan(draw), _body(draw), draw.randrange(2001, 2030)
    title = f"{plan} {year}-{year + draw.randrange(2, 6)}"
    date = f"{year}-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}"
    texts = tuple(_paragraph(draw, plan, body, year) for _ in range(paragraphs))
    return Made(f"{number // 1000:03}/dokument-{number:07}.md", title, body, date, texts)


FRAMES = (
    "{plan} blev vedtaget den {day}. {month} {year} af {body}.",
    "{body} og {other} har indgået en aftale om {area}, som løber til {later}.",
    "Planen rummer {n} initiativer, og {m} af dem handler om {area}.",
    "Målet er {aim}, og {body} skal hvert år gøre status.",
    "Der er afsat {money} mio. kr. til arbejdet med {area} i {year}.",
    "{body} {verb} en ny {tool} til {area}, så borgerne får {aim}.",
    "»Vi skal nå {aim} inden {later},« siger {name}, {role} i {other}.",
    "I {year} brugte {percent} procent af borgerne den nye {tool}.",
    "Initiativ {n}.{m} drejer sig om {area} og gennemføres af {other}.",
    "Ansvaret for {tool}en ligger hos {body}, mens {other} står for driften.",
    "{plan} afløser {older}, som udløb i {year}.",
    "Erfaringer fra {place} viser, at {aim} kræver en fælles {tool}.",
    "Arbejdet med {area} begyndte i {month} {year} og ventes færdigt i {later}.",
    "{name} er ny {role} i {body} og får ansvar for {area}.",
)


def _paragraph(draw: random.Random, plan: str, body: str, year: int) -> str:
    text = ""
    target = draw.randrange(200, 330)
    while len(text) < target:
        frame = draw.choice(FRAMES).replace("{plan}", plan, 1).replace("{year}", str(year), 1)
        text += (" " if text else "") + _filled(
            frame.replace("{body}", body, 1) if draw.random() < 0.7 else frame, draw
        )
    return text


def _filled(frame: str, draw: random.Random) -> str:
    return frame.format(
        plan=_plan(draw),
        older=_plan(draw),
        body=_body(draw),
        other=_body(draw),
        area=draw.choice(AREAS),
        aim=draw.choice(AIMS),
        tool=draw.choice(FIRST) + draw.choice(TOOLS),
        verb=draw.choice(VERBS),
        name=f"{draw.choice(FORENAMES)} {draw.choice(SURNAMES)}",
        role=draw.choice(ROLES),
        place=_place(draw),
        day=draw.randrange(1, 29),
        month=draw.choice(MONTHS),
        year=draw.randrange(2001, 2030),
        later=draw.randrange(2012, 2036),
        n=draw.randrange(2, 90),
        m=draw.randrange(1, 20),
        money=draw.randrange(2, 900),
        percent=draw.randrange(3, 99),
    )


def _plan(draw: random.Random) -> str:
    name = f"{draw.choice(FIRST)}{draw.choice(LAST)} for {draw.choice(AREAS)} i {_place(draw)}"
    return name[0].upper() + name[1:]


def _body(draw: random.Random) -> str:
    return f"{_place(draw)} {draw.choice(BODIES)}"


def _place(draw: random.Random) -> str:
    return (draw.choice(WHERE) + draw.choice(PLACE)).capitalize()


def write(folder: Path, count: int, paragraphs: int = 3) -> None:
    """Writes `count` documents under `folder`, a thousand to a subfolder."""
    for made in documents(count, paragraphs):
        path = folder / made.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made.markdown(), "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
