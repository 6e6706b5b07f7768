"""Rules about security and privacy: paths that leave the package, and secrets that nobody meant to publish."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmark.evidence.secrets import has_secret
from pressmark.files import is_safe, listed_files
from pressmark.rules.base import Problem, Record, Subject, package_rule, record_rule

_DEVICES = re.compile(r"(?:^|/)(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.|/|$)", re.IGNORECASE)
_ADDRESS = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
_ROLE = re.compile(
    r"^(?:info|contact|editor|editors|editorial|news|newsroom|office|press|media|publications?|redaktion|redaction|webmaster"
    r"|support|help|admin|hello|mail|letters|tips|subscriptions?|privacy|permissions|rights|sales|service|noreply|no-reply)\b",
    re.IGNORECASE,
)


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
    for name in listed:
        if not is_safe(name) or _DEVICES.search(name):
            yield Problem(message="leads out of the package or names a device", file=name)
    names = listed_files(folder)
    for name in names:
        if (folder / name).is_symlink():
            yield Problem(message="is a symbolic link", file=name)
    folded: dict[str, str] = {}
    for name in names:
        if folded.setdefault(name.casefold(), name) != name:
            yield Problem(message="differs from another name only by case", file=name)


@record_rule("security", "error")
def secret_printed(record: Record) -> Iterator[Problem]:
    """No wording holds an access key, a token or a private key.

    Why: a key that was published by mistake is used within minutes; a dataset keeps it for years.

    Wrong: an article whose example code holds a cloud provider's access key.

    Right: the key is masked, or the article withheld; the gate withholds it until a person has looked.

    Mend: tell whoever published it; withdraw the article, or review it once the key is void.
    """
    for name, fields in (("texts", ("lede", "text")), ("statements", ("verbatim",)), ("claims", ("verbatim", "note"))):
        for row in record.get(name, ()):
            for field in fields:
                if row[field] and has_secret(row[field]):
                    yield Problem(message="holds what looks like an access key", table=name, field=field)


@record_rule("security", "warning")
def private_address_printed(record: Record) -> Iterator[Problem]:
    """No private e-mail address stands in a text.

    Why: a collection makes searchable what was one line on one page; people who wrote a letter to an editor did not
    ask for that.

    Wrong: a reader's own address in the body of an article.

    Right: addresses of offices (`editor@`, `info@`) and an author's in the printed byline.

    Mend: mask the address in a review, or leave the article at a profile that shows no text.
    """
    byline = " ".join(
        row["verbatim"] or "" for row in record.get("statements", ()) if row["slot"] in ("byline", "contact")
    )
    for row in record.get("texts", ()):
        for field in ("lede", "text"):
            found = _ADDRESS.findall(row[field]) if row[field] and "@" in row[field] else []
            if any(not _ROLE.match(address) and address not in byline for address in found):
                yield Problem(message="holds a private e-mail address", table="texts", field=field)
