"""Rules about security and privacy: paths that leave the package, and secrets that nobody meant to publish."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmark.contracts.tables import TABLES
from pressmark.evidence.secrets import has_marker, has_secret
from pressmark.files import is_safe, listed_files
from pressmark.rules._reading import problem
from pressmark.rules.base import Problem, Record, Subject, package_rule, record_rule

_DEVICES = re.compile(r"(?:^|/)(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.|/|$)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?<![\w.+@-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
_ROLE = re.compile(
    r"(?:info|contact|kontakt|editor|editors|editorial|news|newsroom|office|press|presse|media|publications?|redaktion"
    r"|redaction|webmaster|support|help|admin|hello|mail|letters|tips|subscriptions?|privacy|permissions|rights|sales"
    r"|services?|git|noreply|no-reply|enquiries|inquiries|feedback|submissions|postmaster|secretariat)(?![^\W\d_])",
    re.IGNORECASE,
)
# A number that says it is a telephone's: by a word before it, or by the sign of the international form.
_TELEPHONE = re.compile(
    r"(?:\b(?:tel(?:efon|ephone|éfono)?|tél(?:éphone)?|phone|mobile|whatsapp|тел(?:ефон)?)\b[\s.:(]{0,4}"
    r"(?:(?:number|no|nr|is|at)\b[\s.:]{0,3}){0,2}|(?<![\w+])(?=\+))\+?\(?(\d(?:[ ./()\u00a0-]{0,3}\d){6,14})(?!\w)",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\d(?:[ ./()\u00a0-]{0,3}\d){6}")  # without which no number is a telephone's


@package_rule("security", "error", level="descriptor")
def path_unsafe(subject: Subject) -> Iterator[Problem]:
    """Every path stays below the package, on every system.

    Why: a client that follows `../` or a link writes or reads outside its folder; a device name hangs a Windows
    machine.

    Wrong: `../../etc/passwd`, a path with a drive letter, `data/con.csv`, a symbolic link.

    Right: `data/articles.csv`.

    Mend: remove the entry, and take the package from its maker again.
    """
    folder = subject.package.folder
    listed = [str(entry.get("path", "")) for entry in subject.package.descriptor["resources"]]
    names = listed_files(folder)
    for name in sorted({*listed, *names}):
        if not is_safe(name) or _DEVICES.search(name):
            yield Problem(message="leads out of the package or names a device", file=name)
    # A link to a folder or to nothing is no file, and is followed all the same.
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            yield Problem(message="is a symbolic link", file=path.relative_to(folder).as_posix())
    folded: dict[str, str] = {}
    for name in names:
        if folded.setdefault(name.casefold(), name) != name:
            yield Problem(message="differs from another name only by case", file=name)


@record_rule("security", "error")
def secret_printed(record: Record) -> Iterator[Problem]:
    """No value holds an access key, a token or a private key.

    Why: a key that was published by mistake is used within minutes; a dataset keeps it for years.

    Wrong: an article whose example code holds a cloud provider's access key.

    Right: the key is masked, or the article withheld; the gate withholds it until a person has looked.

    Mend: tell whoever published it; withdraw the article, or review it once the key is void.
    """
    rows = [(name, row) for name in TABLES for row in ((record,) if name == "articles" else record.get(name, ()))]
    if has_marker("\n".join(value for _, row in rows for value in row.values() if isinstance(value, str))):
        for name, row in rows:
            for field, wording in row.items():
                if isinstance(wording, str) and has_secret(wording):
                    yield problem(record, "holds what looks like an access key", table=name, field=field, row=row)


@record_rule("security", "warning")
def private_address_printed(record: Record) -> Iterator[Problem]:
    """No private e-mail address or telephone number stands in a text.

    Why: a collection makes searchable what was one line on one page; people who wrote a letter to an editor did not
    ask for that.

    Wrong: a reader's own address or number in the body of an article.

    Right: addresses of offices (`editor@`, `info@`) and the numbers beside them, and what the byline or the page's
    contact line prints.

    Mend: mask the address in a review, or leave the article at a profile that shows no text. Where somebody lives is
    told by no form that a rule could know: look for it in the same paragraph.
    """
    wordings = (row["verbatim"] or "" for row in record.get("statements", ()) if row["slot"] in ("byline", "contact"))
    known = {contact for wording in wordings for contact in (*_addresses(wording), *_telephones(wording))}
    for row in record.get("texts", ()):
        for field in ("lede", "text"):
            paragraphs = (row[field] or "").split("\n\n")
            if any(not _ROLE.match(address) for text in paragraphs for address in _addresses(text) - known):
                yield Problem(message="holds a private e-mail address", table="texts", field=field)
            numbered = paragraphs if _FIGURES.search(row[field] or "") else ()
            if any(_telephones(text) - known for text in numbered if not any(map(_ROLE.match, _addresses(text)))):
                yield Problem(message="holds a private telephone number", table="texts", field=field)


def _addresses(text: str) -> set[str]:
    return {found.lower() for found in _ADDRESS.findall(text)} if "@" in text else set()


def _telephones(text: str) -> set[str]:
    found = _TELEPHONE.findall(text) if _FIGURES.search(text) else ()
    return {"".join(filter(str.isdigit, number)) for number in found}
