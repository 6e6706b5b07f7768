"""The contract's own constraints, as the engines find them broken."""

from __future__ import annotations

from pressmark.rules.base import engine_rule


@engine_rule("package", "error")
def value_missing() -> None:
    """A required value is there.

    Why: whoever loads a table counts on its required columns; a null among them breaks a join, a filter or a sum
    without a word.

    Wrong: a row of `agents` without `role`.

    Right: every column that the contract calls required holds a value in every row.

    Mend: convert the source again, or fill in the value where the row was edited by hand.
    """


@engine_rule("package", "error")
def value_not_allowed() -> None:
    """A value of a closed vocabulary is one of its terms.

    Why: a query for `kind = 'organization'` misses every row that says `organisation`.

    Wrong: `record_status` is `published`.

    Right: `record_status` is `active`.

    Mend: use one of the terms that the contract lists for the column.
    """


@engine_rule("package", "error")
def value_malformed() -> None:
    """A value has the form that its column asks for.

    Why: hashes, ids, addresses and dates are compared as strings; another form of the same thing is another thing.

    Wrong: a `sha256` in capital letters; a title with a line feed; a count below zero.

    Right: 64 digits in lower case; one line; 0 or more.

    Mend: write the value in the form that the contract gives for the column.
    """


@engine_rule("package", "error")
def type_wrong() -> None:
    """A column has the name, the place and the type that the contract gives it.

    Why: columns are frozen within a major version, so that code written for one release reads the next.

    Wrong: `word_count` holds `many`; `title` stands before `article_id`.

    Right: `word_count` holds `399`; the columns stand in the contract's order.

    Mend: write the table with the contract's header, and numbers, booleans and days in its types.
    """


@engine_rule("package", "error")
def key_repeated() -> None:
    """A primary key stands in one row only.

    Why: a join over a repeated key doubles rows, and every count after it is wrong.

    Wrong: two rows of `dates` for the same article and role.

    Right: one row for each article and role.

    Mend: remove the row that does not belong, or give it the next position.
    """


@engine_rule("package", "warning")
def frictionless_tables() -> None:
    """Every table is read by Frictionless in full.

    Why: a package is judged as its users' clients will see it. What Frictionless did not read is said, and is no pass.

    Wrong: a descriptor that names an address, which Frictionless would fetch.

    Right: every resource is read, or the first 5,000 rows of a larger one, and the report says so.

    Mend: put what the descriptor names into the package; for larger tables nothing, since the same constraints are
    judged on all rows by pandera.
    """


@engine_rule("package", "warning")
def record_schema() -> None:
    """Every record is judged by the JSON Schema of records.

    Why: contributed records are exchanged in this form. What was not judged is said, and is no pass.

    Wrong: a package of a million articles, of which only some were judged.

    Right: all records up to 20,000 are judged, or the report says how many were.

    Mend: nothing, since the same constraints are judged on all rows by pandera.
    """


@engine_rule("package", "warning")
def suppression_expired() -> None:
    """A suppression is in force.

    Why: a finding was accepted for a time; when the time is over somebody should look again.

    Wrong: `expires = 2025-12-31`, a year later.

    Right: a day that is still to come, or no suppression, since the finding is mended.

    Mend: mend what was suppressed, or look at it again and set a new day in `pressmark.toml`.
    """


@engine_rule("package", "note")
def suppression_unused() -> None:
    """A suppression has something to suppress.

    Why: one that is left behind would hide the same break when it comes back.

    Wrong: a suppression for an article that was mended long ago.

    Right: suppressions only for findings that are there.

    Mend: remove it from `pressmark.toml`.
    """
