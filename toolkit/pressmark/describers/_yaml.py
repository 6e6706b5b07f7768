"""Writes YAML that people read: in the given order, long texts as blocks, nothing that turns the reading order."""

from __future__ import annotations

import re
from typing import Any

import yaml

from pressmark.describers._wording import TURNING

# What stands in quotes only: it turns the reading order, or YAML 1.1 takes it for the end of a line.
_ESCAPED = re.compile(f"{TURNING.pattern}|[\x7f-\x9f\u2028\u2029\ufeff]")


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, _: Any) -> bool:
        """Writes a value again where it is met again: an anchor would be no data."""
        return True


def _string(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    block = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if _ESCAPED.search(text) else block)


_Dumper.add_representer(str, _string)


def yaml_text(value: dict[str, Any]) -> str:
    """Returns YAML 1.1; marks that turn the reading order stand in it as escapes."""
    text = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)
    return TURNING.sub(lambda found: f"\\u{ord(found[0]):04X}", text)
