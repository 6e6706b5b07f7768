"""Says what a new version means for those who hold the one before, in words that need no knowledge of formats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pressmark.records._difference.sums import Sum

_SCHEMA = ("column-removed", "column-added", "columns-reordered", "type-changed", "key-changed", "constraint-tightened")


def meaning(sums: Mapping[tuple[str, str, str], Sum]) -> tuple[str, ...]:
    """Returns sentences for a researcher, by kind of change; what stays true is said first."""
    if not sums:
        return ("Nothing that you stored changes.",)
    kinds = {kind for kind, _, _ in sums}
    return tuple(
        sentence
        for sentences in (_ids, _texts, _values, _rights, _programs, _files)
        for sentence in sentences(sums, kinds)
    )


Sums = Mapping[tuple[str, str, str], Sum]


def _count(sums: Sums, *kinds: str) -> int:
    return sum(found.count for (kind, _, unit), found in sums.items() if kind in kinds and unit == "article")


def _most(sums: Sums, kind: str) -> int:
    """Returns how many articles a kind reaches at the least: the largest of its labels."""
    return max(
        (found.count for (name, _, unit), found in sums.items() if name == kind and unit == "article"), default=0
    )


def _articles(number: int) -> str:
    return f"{number:,} article{'' if number == 1 else 's'}"


def _ids(sums: Sums, kinds: set[str]) -> Iterator[str]:
    gone = _count(sums, "article-removed")
    if "dataset-renamed" in kinds:
        yield "The dataset has another name: change the place that you load it from, and your citation."
    if not gone:
        yield "Ids that you stored still work."
        return
    buried = sum(sum(found.notes.values()) for (kind, _, _), found in sums.items() if kind == "article-removed")
    told = "queries by id find a tombstone with the reason" if buried == gone else "some of them have no tombstone"
    verb = "is" if gone == 1 else "are"
    yield (
        f"Ids that you stored still work, but {_articles(gone)} {verb} gone: "
        f"{told if buried else 'no tombstone says why'}. Check whether you may keep copies from an earlier version."
    )


def _texts(sums: Sums, kinds: set[str]) -> Iterator[str]:
    if "norm-changed" in kinds:
        yield "No hash of a text that you stored can be compared with the new ones: compute yours again."
    if corrected := _count(sums, "text-corrected"):
        yield f"The text of {_articles(corrected)} was corrected. Comparisons still work: the earlier hash is kept."
    if changed := _count(sums, "text-changed"):
        yield f"The text of {_articles(changed)} differs, and no earlier hash is kept: stored hashes match no more."
    if prints := _count(sums, "fingerprint-changed"):
        yield f"Fingerprints of {_articles(prints)} differ although the text does not: compare with the new ones only."


def _values(sums: Sums, _: set[str]) -> Iterator[str]:
    told: set[str] = set()
    for kinds, words in (
        (("value-corrected", "rows-removed"), "Queries by {} give other results ({})."),
        (("value-filled", "rows-added"), "Queries by {} find more than before ({})."),
        (("detail-corrected",), "Values of {} differ ({}): figures that you computed from them may change a little."),
    ):
        labels = sorted({label for kind, label, _ in sums if kind in kinds} - told)
        told.update(labels)
        if labels:
            most = _articles(max(_most(sums, kind) for kind in kinds))
            yield words.format(", ".join(labels), most if len(labels) == 1 else f"at most {most} each")
    if added := _count(sums, "article-added"):
        yield f"{_articles(added)} {'is' if added == 1 else 'are'} new: counts over the whole collection differ."


def _rights(sums: Sums, kinds: set[str]) -> Iterator[str]:
    if "license-changed" in kinds:
        yield "Read the new licence of the descriptions before you share them again."
    if less := _count(sums, "shows-less"):
        words = "shows" if less == 1 else "show"
        yield f"{_articles(less)} {words} less than before: check whether you may keep the words that you hold."
    if any(kind == "rights-stricter" for kind in kinds):
        yield "Some rights are stricter than before: look at them again before you share or mine these articles."
    if kinds & {"shows-more", "rights-wider"}:
        yield "Some articles may be used more freely than before."


def _programs(sums: Sums, kinds: set[str]) -> Iterator[str]:
    if tables := sorted({label for kind, label, _ in sums if kind in _SCHEMA}):
        yield f"Programs that read the columns of {', '.join(tables)} have to be looked at."
    if gone := sorted({label for kind, label, _ in sums if kind == "table-removed"}):
        yield f"Programs that read {', '.join(gone)} find no such table."
    if kinds & {"contract-changed", "hash-changed"}:
        yield "Programs that check releases need the version that knows the new rules."
    if "deprecated" in kinds:
        yield "What is marked as deprecated is still there: move away from it before the next major version."


def _files(_: Sums, kinds: set[str]) -> Iterator[str]:
    if "serialised" in kinds:
        yield "Files have other checksums or forms; the hashes of the records say whether anything in them differs."
