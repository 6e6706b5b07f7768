"""Reads a YAML header without making values of it: every scalar stays the words that are written (CWE-502, CWE-776)."""

from __future__ import annotations

import yaml

from pressmark.converters._front_matter.pieces import Piece
from pressmark.errors import SourceError

_DEEPEST = 20
_MOST = 20_000  # nodes, those that aliases repeat counted each time


def read_yaml(source: str, start: int, end: int) -> dict[str, object]:
    """Returns the fields of the YAML in `source[start:end]`; raises SourceError with line and column where it is none.

    The document is composed and not constructed: `no` is no boolean, `2016-08-11` no day, and no tag makes an object.
    """
    try:
        root = yaml.compose(source[start:end], Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as broken:
        mark = broken.problem_mark
        line = source.count("\n", 0, start) + (mark.line + 1 if mark else 1)
        where = f"line {line}, column {mark.column + 1}" if mark else f"line {line}"
        raise SourceError(f"is no valid YAML: {broken.problem or 'broken'}", where=where) from None
    except (yaml.YAMLError, RecursionError, ValueError) as broken:
        raise SourceError(f"is no valid YAML: {type(broken).__name__}") from None
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        raise SourceError("is YAML without fields")
    fields = _Walk(source, start).value(root, 0)
    return fields if isinstance(fields, dict) else {}


class _Walk:
    """One walk over composed nodes, which ends where aliases would make more of them than a header needs."""

    def __init__(self, source: str, start: int) -> None:
        self._source = source
        self._start = start
        self._seen = 0

    def value(self, node: yaml.Node, depth: int) -> object:
        self._seen += 1
        if depth > _DEEPEST or self._seen > _MOST:
            raise SourceError("is YAML that nests or repeats itself without end")
        if isinstance(node, yaml.MappingNode):
            return {
                str(key.value): self.value(item, depth + 1)
                for key, item in node.value
                if isinstance(key, yaml.ScalarNode)
            }
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, depth + 1) for item in node.value]
        return self._scalar(node)

    def _scalar(self, node: yaml.Node) -> Piece:
        text = str(node.value)
        if node.tag == "tag:yaml.org,2002:null":
            text = ""
        start, end = self._start + node.start_mark.index, self._start + node.end_mark.index
        written = self._source[start:end]
        quoted = getattr(node, "style", None) in ("'", '"')
        start, end = (start + 1, end - 1) if quoted else (start, start + len(written.rstrip()))
        return Piece(text, start, end) if self._source[start:end] == text else Piece(text)
