"""Figures and tables for notebooks: one sober style, drawn offline; a figure always says in words what is seen."""

from __future__ import annotations

import base64
import dataclasses
import io
import numbers
from typing import Any

from . import views
from .frames import need

# Okabe and Ito's colours, which people with the common kinds of colour blindness can tell apart.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7A7A7A", "#000000")
_STYLE = {
    "figure.figsize": (9.0, 4.5),
    "figure.constrained_layout.use": True,
    "font.family": "DejaVu Sans",  # comes with matplotlib, so that every machine draws the same
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "axes.grid": False,
    "grid.color": "#dddddd",
    "svg.hashsalt": "strategigraf",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Picture:
    """An SVG with a text for those who can't see it, shown by notebooks as an image."""

    svg: bytes
    alt: str

    def _repr_html_(self) -> str:
        data = base64.b64encode(self.svg).decode("ascii")
        image = f'<img alt="{views.escape(self.alt)}" src="data:image/svg+xml;base64,{data}" style="max-width:100%">'
        return f'<figure lang="da" style="background:#fff;margin:0">{image}</figure>'


@dataclasses.dataclass(frozen=True, slots=True)
class Listing:
    """A data frame set as a plain table: text to the left, numbers the Danish way, no index."""

    frame: Any
    caption: str = ""

    def _repr_html_(self) -> str:
        rows = [[_cell(value) for value in row] for row in self.frame.itertuples(index=False, name=None)]
        return views.table([str(name) for name in self.frame.columns], rows, self.caption)


def _cell(value: Any) -> str:
    if value is None or str(value) in ("<NA>", "NaT", "nan"):  # pandas has several ways to say nothing
        return ""
    if isinstance(value, numbers.Real) and not isinstance(value, numbers.Integral):
        return views.escape(f"{float(value):.2f}".replace(".", ","))
    return views.cell(value)


def listing(frame: Any, caption: str = "") -> Listing:
    """A data frame as a plain table."""
    return Listing(frame, caption)


def pyplot() -> Any:
    """matplotlib's pyplot in our style. Raises ModelMissing where matplotlib is not installed."""
    import logging

    need("matplotlib", "figurer").use("agg")
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    plt = need("matplotlib.pyplot", "figurer")
    cycler = need("cycler", "figurer").cycler
    plt.rcParams.update({**_STYLE, "axes.prop_cycle": cycler(color=COLOURS)})
    return plt


def show(figure: Any, alt: str) -> Picture:
    """A matplotlib figure or altair chart as a picture; `alt` says in words what it shows.

    >>> plt = pyplot()
    >>> figure, axes = plt.subplots()
    >>> show(figure, "En tom figur").svg[:5]
    b'<?xml'
    """
    if hasattr(figure, "to_dict"):
        svg: str = need("vl_convert", "figurer").vegalite_to_svg(figure.to_dict())
        return Picture(svg.encode("utf-8"), alt)
    buffer = io.BytesIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None})
    need("matplotlib.pyplot", "figurer").close(figure)
    return Picture(buffer.getvalue(), alt)
