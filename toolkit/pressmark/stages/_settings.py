"""Settles what a conversion was asked for, by the command line before the configuration before the default."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from slugify import slugify

from pressmark.contracts.configuration import Configuration, read_configuration
from pressmark.contracts.package import FORMATS
from pressmark.converters.base import ConvertSettings
from pressmark.errors import ConfigurationError, PressmarkError
from pressmark.files import canonical_json, sha256_text
from pressmark.sites.reading import load_description
from pressmark.stages._limits import Limits
from pressmark.stages._metadata import Metadata
from pressmark.stages._orders import Instructions, Manner
from pressmark.stages._progress import settings_key
from pressmark.stages._recognition import CONVERTERS
from pressmark.tabular.metadata import read_metadata


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that was asked for, by the command line before the configuration before the default."""

    configuration: Configuration
    name: str
    prefix: str
    format: str
    converter: str | None
    reading: ConvertSettings
    limits: Limits
    config_file: Path | None
    metadata: Metadata | None = None
    manners: tuple[Manner, ...] = ()

    @property
    def home(self) -> Path:
        return self.configuration.folder

    @property
    def instructions(self) -> Instructions:
        """Returns what the processes that read are told."""
        return Instructions(
            shelf=CONVERTERS.package,
            settings=self.reading,
            forced=self.converter,
            limits=self.limits,
            manners=self.manners,
        )

    @property
    def explaining(self) -> Instructions:
        """Returns what the processes are told where what they read is explained."""
        return replace(self.instructions, explained=True)

    @property
    def sha256(self) -> str:
        """Returns the hash of what the converters were told."""
        said: dict[str, object] = {
            "columns": dict(self.reading.columns),
            "date_order": self.reading.date_order or "",
        }
        if self.manners:
            said["files"] = self.configuration.convert["files"]
        if self.reading.post_types != ConvertSettings().post_types:
            said["post_types"] = sorted(self.reading.post_types)
        if self.metadata:
            said["metadata"] = [self.metadata.table.sha256, self.metadata.table.key, self.metadata.prefer]
        return sha256_text(
            canonical_json(
                {**said, "language": self.reading.language or "", "sites": [site.sha256 for site in self.reading.sites]}
            )
        )

    @property
    def key(self) -> str:
        """Returns what parts are kept under: all that decides what comes of an input."""
        said = {"shelf": CONVERTERS.package, "forced": self.converter or "", "settings": self.sha256}
        limits = [self.limits.timeout, self.limits.memory]
        return settings_key(canonical_json({**said, "limits": limits, "bytes": self.reading.max_bytes}))

    @classmethod
    def of(
        cls,
        sources: Sequence[Path],
        *,
        config: Path | str | None,
        name: str | None,
        prefix: str | None,
        format: str | None,
        converter: str | None,
        metadata: Path | str | None = None,
    ) -> Settings:
        if not sources:
            raise PressmarkError("no source is named", remedy="name a file, a folder or an archive")
        home = sources[0] if len(sources) == 1 and sources[0].is_dir() else sources[0].parent
        config_file = Path(config) if config else None
        read = read_configuration(config_file, home) if config or home == sources[0] else Configuration(folder=home)
        chosen = _name(name or read.dataset.get("name") or default_name(sources[0]))
        forced = converter or read.convert.get("converter")
        form = format or read.convert.get("format", "csv")
        if form not in FORMATS:
            raise ConfigurationError(f"{form!r} is no format", remedy=f"one of {', '.join(FORMATS)}")
        for chosen_converter in (forced, *(said.get("converter") for said in read.convert.get("files", ()))):
            if chosen_converter:
                CONVERTERS[chosen_converter]  # raises where no converter has the name
        general = ConvertSettings(
            sites=tuple(load_description(read.folder / path) for path in read.convert.get("sites", ())),
            columns=dict(read.convert.get("columns", {})),
            date_order=read.convert.get("date_order"),
            language=read.convert.get("language"),
            post_types=tuple(read.convert.get("post_types", ConvertSettings().post_types)),
        )
        return cls(
            configuration=read,
            name=chosen,
            prefix=_prefix(prefix or read.convert.get("prefix") or default_prefix(chosen)),
            format=form,
            converter=forced,
            config_file=config_file,
            limits=Limits(**{name: read.convert[name] for name in ("timeout", "memory") if name in read.convert}),
            metadata=_metadata(read, metadata),
            reading=general,
            manners=tuple(_manner(said, converter, forced, general) for said in read.convert.get("files", ())),
        )


def _manner(said: Mapping[str, Any], commanded: str | None, usual: str | None, general: ConvertSettings) -> Manner:
    """Returns how some files are read: a converter that the command names reads them, too."""
    own = {name: said[name] for name in ("columns", "date_order", "language") if name in said}
    return Manner(
        match=said["match"], forced=commanded or said.get("converter") or usual, settings=replace(general, **own)
    )


def _metadata(read: Configuration, named: Path | str | None) -> Metadata | None:
    """Returns the table of metadata that the command line or the configuration names."""
    said = read.convert.get("metadata", {})
    if named is None and not said:
        return None
    location = Path(named) if named is not None else read.folder / said["file"]
    columns, order = dict(read.convert.get("columns", {})), read.convert.get("date_order")
    table = read_metadata(location, key=said.get("key"), columns=columns, order=order)
    return Metadata(table, said.get("prefer", "table"))


def default_name(source: Path) -> str:
    """Returns the name of a dataset that is called after a file or a folder."""
    slug = slugify(source.resolve().stem)
    return slug[:80].strip("-") if len(slug) > 2 else f"{slug}-articles".strip("-")


def _name(name: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{2,79}", name):
        raise ConfigurationError(
            f"{name!r} is no name of a dataset", remedy="3 to 80 lower-case letters, digits and hyphens"
        )
    return name


def default_prefix(name: str) -> str:
    """Returns the prefix of the article ids of a dataset: its initials, or the beginning of its only word."""
    words = slugify(name).split("-")
    return "".join(word[0] for word in words)[:12] if len(words) > 1 else (words[0] + "xx")[:4]


def _prefix(prefix: str) -> str:
    if not re.fullmatch(r"[a-z0-9]{2,12}", prefix):
        raise ConfigurationError(f"{prefix!r} is no prefix", remedy="2 to 12 lower-case letters or digits")
    return prefix
