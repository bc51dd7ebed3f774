"""What all results share: an immutable sequence of frozen values with a data frame and an HTML view."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, Self, TypeVar, overload

from indexer.errors import ModelMissing

from . import views

T = TypeVar("T")
SHOWN = 50  # rows that an HTML view shows


def need(module: str, what: str) -> Any:
    """A library of the extra `notebooks`. Raises ModelMissing with the line that installs it where it is missing.

    >>> need("json", "at læse JSON").loads("[1]")
    [1]
    >>> need("findes_ikke", "at tegne")
    Traceback (most recent call last):
    ...
    indexer.errors.ModelMissing: findes_ikke skal bruges til at tegne. Installer: pip install -e ".[notebooks]"
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        name = module.split(".")[0]
        raise ModelMissing(f'{name} skal bruges til {what}. Installer: pip install -e ".[notebooks]"') from error


class Rows(Sequence[T], Generic[T]):
    """Frozen values in a fixed order. A slice or a `filter` is of the same kind; safe to share between threads."""

    title = "rækker"

    def __init__(self, rows: Iterable[T]) -> None:
        self._rows = tuple(rows)

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """The names of the data frame's columns."""
        raise NotImplementedError

    def record(self, row: T) -> dict[str, Any]:
        """One value as a flat dictionary with those columns."""
        return {name: getattr(row, name) for name in self.columns()}

    def _again(self, rows: Iterable[T]) -> Self:
        return type(self)(rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[T]:
        return iter(self._rows)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Self: ...
    def __getitem__(self, place: int | slice) -> T | Self:
        return self._again(self._rows[place]) if isinstance(place, slice) else self._rows[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and type(other) is type(self) and other._rows == self._rows

    def __hash__(self) -> int:
        return hash(self._rows)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {len(self)} {self.title}>"

    def filter(self, keep: Callable[[T], bool]) -> Self:
        """The values for which `keep` is true."""
        return self._again(row for row in self._rows if keep(row))

    def records(self) -> list[dict[str, Any]]:
        """The values as flat dictionaries, for `csv`, polars or whatever reads them."""
        return [self.record(row) for row in self._rows]

    def to_frame(self) -> Any:
        """A pandas DataFrame, one row a value. Raises ModelMissing where pandas is not installed."""
        pandas = need("pandas", "en dataramme")
        return pandas.DataFrame(self.records(), columns=list(self.columns()))

    def _shown(self, row: T) -> Sequence[str]:
        """A row's cells as HTML."""
        return [views.cell(value) for value in self.record(row).values()]

    def _repr_html_(self) -> str:
        cells = [self._shown(row) for row in self._rows[:SHOWN]]
        return views.table(self.heads(), cells, f"{views.count(len(self))} {self.title}", len(self) - len(cells))

    def heads(self) -> Sequence[str]:
        """The column heads of the HTML view."""
        return self.columns()
