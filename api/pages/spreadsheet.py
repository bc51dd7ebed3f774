"""Rows as a CSV file that spreadsheets open as it is meant: UTF-8 with a mark, and no cell that is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence


def csv_file(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The rows under their columns.

    >>> csv_file(("navn", "antal"), [("=1+1", "2")]).decode("utf-8-sig").splitlines()
    ['navn,antal', "'=1+1,2"]
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([cell(text) for text in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode("utf-8")


def cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text
