"""Reads bylines: who is named, whether a person or an organisation, and whether an identifier is well formed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from pressmark.evidence.text import one_line

Kind = Literal["person", "organization", "unknown"]


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a byline as printed; `given` and `family` only where the form leaves no doubt."""

    name: str
    kind: Kind
    given: str | None = None
    family: str | None = None


AGENCIES = frozenset(
    {
        "adnkronos", "afp", "agence france-presse", "agencia efe", "agenzia ansa", "anp", "ansa", "aap", "ap", "apa",
        "ats", "associated press", "the associated press", "australian associated press", "belga", "bloomberg",
        "bloomberg news", "canadian press", "the canadian press", "ctk", "čtk", "dpa", "dpa-afx",
        "deutsche presse-agentur", "efe", "epd", "europa press", "ians", "interfax", "itar-tass", "jiji press",
        "keystone-sda", "kna", "kyodo", "kyodo news", "lusa", "mti", "ntb", "pa", "pa media", "pap",
        "press association", "press trust of india", "pti", "reuters", "ria novosti", "ritzau", "sda", "sid",
        "sputnik", "stt", "tanjug", "tass", "thomson reuters", "tt", "united press international", "upi", "xinhua",
        "xinhua news agency", "yonhap", "yonhap news agency",
        "共同", "共同通信", "時事", "時事通信", "新華社", "新华社", "中央社",
    }
)  # fmt: skip

_ORGANIZATION_WORDS = re.compile(
    r"\b(agency|agence|agentur|agencia|agenzia|association|authority|board|bureau|center|centre|centro|college|collective"
    r"|committee|company|corporation|council|daily|department|desk|editors?|editorial|equipe|équipe|federation|foundation"
    r"|gazette|group|herald|images|inc|initiative|insight|institut|institute|journal|llc|ltd|magazine|media|ministry|monitor|museum"
    r"|network|news|newspaper|newsroom|observatory|office|online|organi[sz]ation|post|press|project|radio|redacción|redaction"
    r"|rédaction|redaktion|redazione|report|reporters|research|review|service|society|staff|stiftung|studio|team|telegraph"
    r"|times|today|tribune|tv|union|university|universität|université|verein|verlag|wire|zeitung"
    r"|(?:\w*ministerium|ministère|ministerio|ministero|ministério)|polizei\w*|polizia|policía|feuerwehr|gmbh|redaccion|redação|entertainment|productions?|publishing)\b"
    r"|&\s*co\b"
    # East Asian outlets and their desks: 上報快訊, 読売新聞オンライン, 연합뉴스.
    r"|(?:[報报社]|新聞|新闻|快訊|快讯|通訊|通讯|通信|[周週]刊|編輯部?|编辑部?|編集部|ニュース|オンライン|放送|뉴스|신문|일보)$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^\s*(?:(?:written|reported|recipe|story|text|article|words|compiled|posted|published|opinion|analysis|interview|photos?"
    r"|verfasst|geschrieben|erstellt|veröffentlicht|escrito|scritto|écrit|rédigé|geschreven|gepost|skrevet|skriven)\s+)?"
    r"(?:by|par|von(?!\s+de[rmn]\s+(?!redaktion))|por|di|door|av|af|durch|autor(?:en|in|es|a|i|zy|ka)?|auteurs?|author\(?s?\)?|text|oleh)"
    r"\b\s*:?\s+|^\s*(?:by|par|von|por|di)\s*:\s*"
    # In these languages the word stands with a sign, or can be nothing else.
    r"|^\s*(?:te[xk]sto?|teksti|piše|pise|napsala?|penulis|ditulis oleh|yazan|yazar|írta|автор[ыи]?|текст)"
    r"\s*:\s*"
    r"|^\s*(?:كتبت?|بقلم|نویسنده|מאת)\s*:?\s+|^\s*γράφει\s+(?:[οη]\s+)?",
    re.IGNORECASE,
)
# East Asian papers set what a person did before the name: 文／王小明, 記者 王小明.
_EAST_ASIAN_LEAD = re.compile(r"^\s*(?:撰文|作者|記者|记者|文)(?:\s*[／/:：]\s*|\s+)")
# ... or they say where a reporter writes after his name, without a space: 聯合報 記者林宸誼／即時報導.
_REPORTERS = re.compile(
    r"[記记]者\s*((?:[\u4e00-\u9fff]{2,4}[、\s])*[\u4e00-\u9fff]{2,4})\s*[／/][^／/]*[報报][導导道]"
)
_ARTICLE = re.compile(r"^de[rm]\s+(?=redaktion$)", re.IGNORECASE)  # "Von der Redaktion"
# Between two Chinese characters a dot parts the names of one foreigner: 弗拉基米尔·普京.
_SPLIT = re.compile(
    r"\s*(?:[;|•、，／]|(?<![\u4e00-\u9fff])·|·(?![\u4e00-\u9fff])"
    r"|\s/\s|,|\band\b|\bet\b|\bund\b|\by\b|\bmit\b|\bwith\b|(?<=\s)[eè](?=\s)|\ben\b|&|\+)\s*"
)
_SUFFIX = re.compile(
    r",\s*(?=(?:Jr|Sr|M\.?D|Ph\.?\s?D|II|III|IV|Esq|MBE|OBE|CBE|MP|RN|LL\.?M|MSc|BSc|MA)\b\.?)", re.IGNORECASE
)
_ABBREVIATED = re.compile(r"\b(?:Jr|Sr|M\.D|Ph\.?\s?D|Esq|Inc|Ltd|Co|Corp)$")
_TITLE = r"(?:Prof|Professor|Professeur|Dr|Mr|Mrs|Ms|Mx|Sir|Dame|Lord|Rev|Hon|Herr|Frau|Mme|M|Mlle|Sr|Sra|Don)\.?"
_JUNK = re.compile(
    r"@|https?:|www\.|^\W*$|\d{4}|\b(ago|minutes?|hours?|updated|published|posted|follow|subscribe|share|comments?"
    r"|(?:view|see|show|read) (?:all|more)|all articles|more articles|print|correspondent for|special to)\b"
    # Who translated, took the pictures or edited did not write.
    r"|^(?:übersetzung|übersetzt|translat\w+|tradu\w+|traduzione|fotos?|photos?|bilder|illustrat\w+|kamera|schnitt)\b"
    r"|^(in|for|on|from|at|the|about|by|admin|author|guest|none|null|unknown)$"
    r"|(?:報導|报道|報道)$"
    r"|^(?:(?:staff|senior|chief|foreign|political)\s+)*(?:correspondent|reporter|columnist|contributor|writer)$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+(?i:edited|translated|reviewed|illustrated)\s+by\b.*$"
    r"|\s+(?:in|à|aus|en|from|for|at|special to)\s+[A-ZÉÀ].*$|\s*[(\[].*?[)\]]\s*$|\s+[|–—-]\s+.*$"
)
# What follows a name and says when: "dpa am 25.01.2022", "Reuters on March 4, 2024", "Ada Lind, 2024-03-04".
_DAY = (
    r"(?:\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}\.?\s+[^\W\d_]{3,}\.?,?\s+\d{4}"
    r"|[^\W\d_]{3,}\.?\s+\d{1,2}(?:st|nd|rd|th)?,\s+\d{4})"
)
_WHEN = re.compile(
    rf"(?:(?:\s*[,|·•–—]|\s+(?:am|vom|on|le|el|il|op|den)(?:\s+[^\W\d_]{{3,}},?)?)\s+{_DAY}\b|\s*\d{{4}}\s*[年년]\s*\d{{1,2}}\s*[月월]).*$",
    re.IGNORECASE,
)
_HOST = re.compile(r"www\.[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_PARTICLE = "van|von|der|den|de|del|della|di|da|dos|du|la|le|bin|al|el|ter|ten|zu"
_PERSON = re.compile(
    rf"(?:{_TITLE}\s+)*(?P<given>[^\W\d_a-z][\w'’.-]*(?:\s+[^\W\d_a-z][\w'’.-]*)??)\s+"
    rf"(?P<family>(?:(?:{_PARTICLE})\s+)*[^\W\d_a-z][\w'’-]*)"
    r"(?:,?\s+(?:Jr|Sr|II|III|IV|M\.?D|Ph\.?\s?D)\.?)?"
)


def read_byline(text: str, known_organizations: Collection[str] = ()) -> tuple[Name, ...]:
    """Returns the names of a byline in printed order, each once: titles kept; places, mail and times left out."""
    plain = one_line(text.replace("\x00", " "))
    reporting = _REPORTERS.search(plain)
    plain = reporting[1].replace(" ", "、") if reporting else plain
    body = _WHEN.sub("", _ARTICLE.sub("", _EAST_ASIAN_LEAD.sub("", _LEAD.sub("", plain, count=1))))
    known = {one_line(name).casefold() for name in known_organizations}
    if _folded(body) and _folded(body) in known:
        return (Name(body.strip(" ,"), "organization"),)
    if _HOST.fullmatch(body):
        return (Name(body, "unknown"),)  # an author who signs with his site's address
    found: dict[str, Name] = {}
    for part in _parts(body):
        found.setdefault(_folded(part), _name(part, known))
    return tuple(found.values())


def _parts(body: str) -> Iterator[str]:
    held = _SUFFIX.sub("\x00", body)
    if (
        _ORGANIZATION_WORDS.search(held)
        and not re.search(r"[;|]", held)
        and held.count(",") == 0
        and _is_one_body(held)
    ):
        yield held.replace("\x00", ", ").strip(" ,.")
        return
    for part in _SPLIT.split(held):
        whole = _LEAD.sub("", part.replace("\x00", ", "))
        cut = _TAIL.sub("", whole)
        # "Center for Policy" is one name, "Ann Lee for the Post" a name and more.
        said = whole if _ORGANIZATION_WORDS.search(cut) and whole[len(cut) :].startswith(" for ") else cut
        for printed in _beside(said):
            name = _trimmed(printed)
            if name and len(name) <= 80 and not _JUNK.search(name):
                yield name


def _beside(said: str) -> list[str]:
    """Returns a person and an agency that a stroke joins apart ("Ann Lee/AFP"); anything else as it is."""
    sides = said.split("/")
    return sides if any(kind_of(_trimmed(side)) == "person" for side in sides) else [said]


def _trimmed(name: str) -> str:
    bare = name.strip(' ,.:*"“”')
    return f"{bare}." if _ABBREVIATED.search(bare) and f"{bare}." in name else bare


def _is_one_body(body: str) -> bool:
    """Returns whether an "and" stands inside one organisation's name: neither side of it is a person's."""
    sides = re.split(r"\s+(?:and|et|und|y|&)\s+", body)
    return len(sides) > 1 and not any(_PERSON.fullmatch(side) and kind_of(side) == "person" for side in sides)


def _name(name: str, known: Collection[str]) -> Name:
    kind = kind_of(name, known)
    match = _PERSON.fullmatch(name) if kind == "person" else None
    given = re.sub(rf"^(?:{_TITLE}(?:\s+|$))+", "", match["given"]) if match else None
    if match is None or not given or re.fullmatch(_PARTICLE, given, re.IGNORECASE):
        return Name(name, kind)
    return Name(name, kind, given, match["family"])


def kind_of(name: str, known_organizations: Collection[str] = ()) -> Kind:
    """Returns what a name is by its words; `unknown` where nothing tells."""
    known = {one_line(found).casefold() for found in known_organizations}
    if (
        _folded(name) in known
        or is_agency(name)
        or _ORGANIZATION_WORDS.search(name)
        or re.search(r"\w\.(com|org|net)\b", name)
    ):
        return "organization"
    if re.fullmatch(r"[A-ZÄÖÜÉ]{2,6}", name):
        return "organization"
    return "person" if _PERSON.fullmatch(name) else "unknown"


def is_agency(name: str) -> bool:
    """Returns whether a name is a news agency's, alone or beside another's ("Reuters/AFP", "AP Staff")."""
    if "/" in name and any(kind_of(_trimmed(side)) == "person" for side in name.split("/")):
        return False
    parts = re.split(r"\s*[/,+&]\s*|\s+and\s+", _folded(name))
    return any(
        re.sub(r"\s+(staff|news|agency|wire|report)$", "", part) in AGENCIES or part in AGENCIES for part in parts
    )


def is_same_person(short: str, long: str) -> bool:
    """Returns whether a longer form of a name begins and ends as the shorter one does, or only adds to one word."""
    first, last = short.casefold().split(), long.casefold().split()
    return first[0] == last[0] and (len(first) == 1 or first[-1] == last[-1])


def _folded(name: str) -> str:
    return one_line(name).casefold().strip(" .,()")


_ORCID = re.compile(r"https?://orcid\.org/(\d{4}-\d{4}-\d{4}-\d{3}[\dX])", re.ASCII)
_ISNI = re.compile(r"https?://(?:www\.)?isni\.org/(?:isni/)?(\d{15}[\dX])", re.ASCII)
_ROR = re.compile(r"https?://ror\.org/(0[a-hj-km-np-tv-z0-9]{6}\d{2})", re.ASCII)
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


def orcid_ok(identifier: str) -> bool:
    """Returns whether an ORCID address has a right check digit (ISO 7064 mod 11-2)."""
    found = _ORCID.fullmatch(identifier)
    return found is not None and _mod_11_2(found[1].replace("-", ""))


def isni_ok(identifier: str) -> bool:
    """Returns whether an ISNI address has a right check digit (ISO 7064 mod 11-2)."""
    found = _ISNI.fullmatch(identifier)
    return found is not None and _mod_11_2(found[1])


def ror_ok(identifier: str) -> bool:
    """Returns whether a ROR address has right check digits: 98 less 100 times the Crockford value mod 97 (ISO 7064)."""
    found = _ROR.fullmatch(identifier)
    if not found:
        return False
    value = 0
    for sign in found[1][:7]:
        value = value * 32 + _CROCKFORD.index(sign)
    return 98 - (value * 100) % 97 == int(found[1][7:])


def _mod_11_2(digits: str) -> bool:
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return digits[-1] == ("X" if check == 10 else str(check))


def identifier_problem(identifier: str) -> str | None:
    """Returns what is wrong with an ORCID, ISNI or ROR, or None; other identifiers are not judged."""
    kinds = {"orcid.org": ("ORCID", orcid_ok), "isni.org": ("ISNI", isni_ok), "ror.org": ("ROR", ror_ok)}
    for host, (name, right) in kinds.items():
        if host in identifier:
            return None if right(identifier) else f"is no valid {name}: its form or its check digit is wrong"
    bare = re.fullmatch(r"\d{4}-?\d{4}-?\d{4}-?\d{3}[\dX]", identifier)
    return "is written without its address" if bare else None
