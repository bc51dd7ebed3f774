"""YAML from strangers: plain values only, no aliases that multiply, bounded in size, depth and number of nodes.

`yaml.safe_load` runs no code, but it expands aliases: nine lines can ask for a billion values.
"""

from __future__ import annotations

from typing import Any

import yaml

from .errors import UnreadableDocument

MAX_CHARS = 200_000
MAX_NODES = 20_000
MAX_ALIASES = 20
MAX_DEPTH = 20
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_mapping(text: str, what: str) -> dict[str, Any]:
    """The mapping that a YAML text holds, {} for an empty one. `what` names it in the message ("front matter").

    Raises UnreadableDocument, one line, where it is no mapping, broken, or larger than the caps.
    """
    if len(text) > MAX_CHARS:
        raise UnreadableDocument(f"kan ikke læses: {what} er for stor (over {MAX_CHARS} tegn)")
    try:
        _check(text, what)
        value = yaml.load(text, Loader=_Loader)  # noqa: S506 # nosec B506 - the C twin of SafeLoader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f" (linje {mark.line + 1})" if mark is not None else ""
        raise UnreadableDocument(f"kan ikke læses: {what} er ikke gyldig YAML{place}") from None
    except (ValueError, RecursionError, OverflowError, TypeError):
        raise UnreadableDocument(f"kan ikke læses: {what} holder en værdi, der ikke kan læses") from None
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise UnreadableDocument(f"kan ikke læses: {what} er ikke en liste af «felt: værdi»")
    return {str(key): item for key, item in value.items()}


def _check(text: str, what: str) -> None:
    """Count aliases, nodes and depth in the event stream, before anything is built."""
    nodes = aliases = depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            aliases += 1
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        nodes += isinstance(event, yaml.NodeEvent)
        if aliases > MAX_ALIASES or nodes > MAX_NODES or depth > MAX_DEPTH:
            raise UnreadableDocument(f"kan ikke læses: {what} er for omfattende (for mange led eller henvisninger)")
