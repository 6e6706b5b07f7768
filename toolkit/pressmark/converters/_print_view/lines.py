"""Matches printed lines with the labelled lines of one zone of a site description."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pressmark.converters._print_view.paragraphs import Paragraph, Span, is_rule
from pressmark.sites.description import Boilerplate, LabelledLine, SiteDescription
from pressmark.sites.grammar import PrintedLine, Value, printed_line
from pressmark.sites.inline import read_wording
from pressmark.sites.plausible import ends_sentence
from pressmark.sites.worded import worded_values
from pressmark.sites.wording import Wording

_LONGEST_POST, _MOST_POSTS = 80, 4  # signs and lines below a byline that tell its writer's post
_LONGEST_COMPOUND = 200
_STROKE = re.compile(r"\s+[|•·]\s+")
_JOINING = re.compile(r"(?:,|&|\b(?:and|et|und|y|e|en))\s*$", re.IGNORECASE)  # the end of a line of names that goes on


@dataclass(frozen=True, slots=True)
class Unit:
    """A line or a paragraph that is no body: what it prints, or what is known of it."""

    wording: Wording
    values: tuple[Value, ...] = ()
    boilerplate: Boilerplate | None = None
    rule: bool = False  # a rule across the page
    guessed: bool = False  # read by the words of its label, which no description knows

    @property
    def certain(self) -> bool:
        """Says whether it can be nothing else, so that doubtful lines beside it are believed too."""
        return bool(self.values) or (self.boilerplate is not None and not self.boilerplate.weak)


@dataclass(slots=True)
class Zone:
    """One zone of a page while it is read, and which of its labelled lines were seen already."""

    source: str
    targets: Mapping[str, str]
    site: SiteDescription
    order: str | None
    labelled: Sequence[LabelledLine]
    wordings: dict[Span, Wording]  # read already, in this zone or another of the page
    printed: dict[Span, PrintedLine] = field(default_factory=dict)  # read already
    seen: set[int | str] = field(default_factory=set)  # labelled lines by their index, and fields
    above: str = ""  # what was read last: title, subtitle, or the field that ends the line

    def wording(self, start: int, end: int) -> Wording:
        """Returns a run of the source without its marks."""
        if (start, end) not in self.wordings:
            self.wordings[start, end] = read_wording(self.source, start, end, self.targets)
        return self.wordings[start, end]

    def joined(self, lines: Paragraph) -> Wording:
        """Returns the lines as one wording."""
        return self.wording(lines[0][0], lines[-1][1])

    def line(self, span: Span) -> Unit | None:
        """Returns what a line prints, or None where it is no labelled line of this zone."""
        if is_rule(self.source, span):
            return Unit(self.wording(*span), rule=True)
        return self.label(self.wording(*span))

    def label(self, wording: Wording, *, again: bool = False) -> Unit | None:
        """Returns what a wording prints; a labelled line that does not repeat is believed once, or `again`."""
        span = wording.start, wording.end
        if span not in self.printed:
            self.printed[span] = printed_line(wording, self.site.languages, self.order)
        line = self.printed[span]
        for index, labelled in enumerate(self.labelled):
            if labelled.below and self.above not in labelled.below:
                continue
            if (again or index not in self.seen) and (values := labelled.match(line)) is not None:
                if not labelled.repeats:
                    self.seen.add(index)
                self.seen.update(value.field for value in values)
                self.above = values[-1].field if values else self.above
                return Unit(wording, values)
        return self._worded(line) or self._compound(wording)

    def _compound(self, wording: Wording) -> Unit | None:
        """Returns what the parts of a line print that strokes part, where two at least print something."""
        if len(wording.plain) > _LONGEST_COMPOUND or not _STROKE.search(wording.plain):
            return None
        before, values, read = (set(self.seen), self.above), list[Value](), 0
        at = [0, *(place for found in _STROKE.finditer(wording.plain) for place in found.span()), len(wording.plain)]
        for start, end in zip(at[::2], at[1::2], strict=True):
            if unit := self.label(self.wording(*wording.place(start, end))) if start < end else None:
                values += [replace(v, start=v.start + start, end=v.end + start) for v in unit.values]
                read += 1
        if read > 1 and 2 * read >= len(at) // 2:
            return Unit(wording, tuple(values))
        self.seen, self.above = before
        return None

    def _worded(self, line: PrintedLine) -> Unit | None:
        """Returns what a line prints behind a label that is known by its words; each field is believed once."""
        values = worded_values(line, self.site.languages, self.order)
        if not values or not self.seen.isdisjoint(value.field for value in values):
            return None
        self.seen.update(value.field for value in values)
        self.above = values[-1].field
        return Unit(line.wording, values, guessed=True)

    def prefix(self, lines: Paragraph) -> list[Unit]:
        """Returns what the first lines print, up to the first that is no labelled line."""
        units: list[Unit] = []
        for span in lines:
            unit = self.line(span)
            if unit is None:
                break
            units.append(unit)
        return units

    def whole(self, paragraph: Paragraph) -> list[Unit] | None:
        """Returns what a paragraph prints where every line of it, or all of it as one, is labelled; else None."""
        before = set(self.seen), self.above
        units = self.prefix(paragraph)
        if len(units) == len(paragraph):
            return units
        self.seen, self.above = before
        if units and units[0].values and units[0].values[-1].field == "byline":
            return self._affiliated(paragraph)
        unit = self.label(self.joined(paragraph)) if len(paragraph) > 1 else None
        return [unit] if unit else None

    def _affiliated(self, lines: Paragraph) -> list[Unit] | None:
        """Returns a byline with the short lines below it, which say who its writer is."""
        joined = self.joined(lines)
        short = all(end - start <= _LONGEST_POST for start, end in lines[1:]) and len(lines) <= _MOST_POSTS
        if short and not _JOINING.search(self.source, *lines[0]) and not ends_sentence(joined.plain):
            unit = self.line(lines[0])
            own = [span for span in lines[1:] if self.glanced_line(self.wording(*span))]
            return [Unit(joined, unit.values)] if unit and not own else None
        unit = self.label(joined)
        return [unit] if unit else None

    def fields(self, paragraph: Paragraph | None, *, above: str | None = None) -> set[str]:
        """Returns the fields that `whole` would read from a paragraph below something, and leaves no trace."""
        return {value.field for unit in self.glanced(paragraph, above=above) for value in unit.values}

    def glanced_line(self, wording: Wording) -> Unit | None:
        """Returns what a wording prints, and leaves no trace."""
        before = set(self.seen), self.above
        unit = self.label(wording)
        self.seen, self.above = before
        return unit

    def glanced(self, paragraph: Paragraph | None, *, above: str | None = None) -> list[Unit]:
        """Returns what `whole` would read from a paragraph below something, and leaves no trace."""
        before = set(self.seen), self.above
        self.above = self.above if above is None else above
        units = self.whole(paragraph) if paragraph else None
        self.seen, self.above = before
        return units or []
