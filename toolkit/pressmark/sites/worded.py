"""Reads a labelled line that no description knows, where every word of its label is known and says one thing.

Believed are a date or an address behind such a label, and a name behind one that says who wrote, if it begins with a
known given name. All else is left to what is learned from many articles of a site.
"""

from __future__ import annotations

from pressmark.evidence.given_names import is_given
from pressmark.sites.forms import Form, forms
from pressmark.sites.grammar import DATE_MASK, PrintedLine, Value
from pressmark.sites.labels import begins_as_label, field_of, fields_of_both

_LONGEST = 160
_KNOWN_NAMES = frozenset({"byline"})


def worded_values(line: PrintedLine, languages: tuple[str, ...], order: str | None) -> tuple[Value, ...]:
    """Returns the values of a line that is a label in known words and what it tells; none in doubt."""
    plain = line.wording.plain
    if len(plain) > _LONGEST or "\n" in plain.strip() or not begins_as_label(line.masked.replace(DATE_MASK, "0")):
        return ()
    read = {values for form in forms(plain, languages, order) if (values := _values(form, plain))}
    return read.pop() if len(read) == 1 else ()


def _values(form: Form, plain: str) -> tuple[Value, ...]:
    fields = _fields(form)
    if not fields or ("name" in form.reads and not is_given(form.name or "")):
        return ()
    values, at = [], 0
    for read, words, field in zip(form.reads, form.words, fields, strict=True):
        printed = (form.name if read == "name" else form.other) or ""
        start = plain.find(printed, at + len(words))
        if start < 0:
            return ()
        values.append(Value(field, None, start, start + len(printed)))
        at = start + len(printed)
    return tuple(values)


def _fields(form: Form) -> tuple[str, ...]:
    if form.bare:
        return ()
    if len(form.reads) == 1:
        field = field_of(form.words[0], form.reads[0])
        return (field,) if field and (form.reads[0] != "name" or field in _KNOWN_NAMES) else ()
    both = fields_of_both(" ".join(form.words)) or ()
    return both if form.reads[0] == "name" else both[::-1]
