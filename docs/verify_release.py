"""Computes the hashes of a release in CSV again, and prints what differs: python verify_release.py FOLDER [ROOT]."""

import csv
import hashlib
import json
import sys
from pathlib import Path

csv.field_size_limit(2**31 - 1)
NOT_OF_RECORD = {"record_sha256", "record_version", "release_profile", "release_rule", "source_id"}
NESTED = set("agents claims dates flags links statements subjects".split())  # no table that a profile cuts
PRINTED = set("title byline articles_by published original_published copyright_notice source_statement".split())


def sha256(value: object) -> str:
    """Returns the hash of bytes, or of strings, lists and mappings as RFC 8785 writes them; their keys are ASCII."""
    compact = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(value if isinstance(value, bytes) else compact.encode(value).encode()).hexdigest()


def shown(table: str, row: dict[str, str]) -> dict[str, str]:
    """Returns the cells that count, as CSV writes them: no empty one, and no words that some profile withholds."""
    apart = {"articles": NOT_OF_RECORD, "permissions": {"text"}, "permission_terms": set(), "tombstones": set()}
    reference, term = row.get("value", "").startswith("LicenseRef-"), row.get("slot") not in PRINTED
    withheld = {"claims": reference, "statements": term, "links": row.get("role") == "body"}.get(table, False)
    left_out = apart.get(table, {"article_id"}) | ({"verbatim", "anchor"} if withheld else set())
    return {column: cell for column, cell in row.items() if cell and column not in left_out}


def differences(folder: Path, root: str = "") -> list[str]:
    """Returns a line for each file, text and record that differs from its hash, and for the content root."""
    listed = dict(line.split("  ")[::-1] for line in (folder / "manifest-sha256.txt").read_text("utf-8").splitlines())
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    hashes = {name: sha256(path.read_bytes()) for name, path in there.items() if name != "manifest-sha256.txt"}
    found = [f"file {name}" for name in sorted({*listed, *hashes}) if listed.get(name) != hashes.get(name)]
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    tables, nested = dict[str, list[dict[str, str]]](), dict[str, dict[str, list[dict[str, str]]]]()
    for table, path, schema in ((each["name"], each["path"], each["schema"]) for each in package["resources"]):
        digits = {field["name"]: 20 * (field["type"] == "integer") for field in schema["fields"]}
        with (folder / path).open(encoding="utf-8", errors="replace", newline="") as file:
            rows = list(csv.DictReader(file, restkey="", restval=""))
        tables[table] = sorted(rows, key=lambda row: [row[name].zfill(digits[name]) for name in schema["primaryKey"]])
        for row in tables[table] if table in NESTED else ():
            if table != "dates" or row["role"] != "retrieved":
                nested.setdefault(row["article_id"], {}).setdefault(table, []).append(shown(table, row))
    articles = {row["article_id"]: row for row in tables["articles"]}
    records = {name: sha256({**shown("articles", row), **nested.get(name, {})}) for name, row in articles.items()}
    words = {row["article_id"]: " ".join(f"{row['lede']} {row['text']}".split()) for row in tables.get("texts", ())}
    found += [f"record {name}" for name, row in articles.items() if records[name] != row["record_sha256"]]
    told = {row["article_id"]: row["text_sha256"] for row in tables["articles"]}
    found += [f"text {name}" for name, text in words.items() if sha256(text.encode()) != told.get(name)]
    lines = sorted("{article_id} {record_sha256} {release_profile}\n".format(**row) for row in tables["articles"])
    for table in ("permissions", "permission_terms", "tombstones"):
        lines += sorted(f"{table} {sha256(shown(table, row))}\n" for row in tables.get(table, ()))
    content_root = sha256("".join(lines).encode())
    return found + ([f"root {content_root}"] if content_root != (root or package["articles:contentRoot"]) else [])


if __name__ == "__main__":
    print("\n".join(differences(Path(sys.argv[1]), *sys.argv[2:])) or "verified")
