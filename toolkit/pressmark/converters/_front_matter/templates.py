"""Takes the marks of templates out of a text: Liquid's, Hugo's and Zola's, outside code only."""

from __future__ import annotations

import re

# No mark runs on for longer: what is never closed is looked for no further.
_WITHIN = r".{0,20000}?"
# What stays as it is: fenced code, and code inside a line.
_CODE = (
    r"(?P<code>^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?P<ticks>`{1,9})(?!`)[^`].{0,2000}?(?<!`)(?P=ticks)(?!`))"
)
_LITERAL = (
    rf"\{{%-?\s*highlight\s[^%\n]*%\}}(?P<liquid>{_WITHIN})\{{%-?\s*endhighlight\s*-?%\}}"
    rf"|\{{\{{[<%]\s*highlight\s[^}}\n]*\}}\}}(?P<hugo>{_WITHIN})\{{\{{[<%]\s*/\s*highlight\s*[>%]\}}\}}"
    rf"|\{{%-?\s*raw\s*-?%\}}(?P<raw>{_WITHIN})\{{%-?\s*endraw\s*-?%\}}"
)
_DROPPED = (
    rf"\{{%-?\s*comment\s*-?%\}}{_WITHIN}\{{%-?\s*endcomment\s*-?%\}}"
    rf"|\{{%{_WITHIN}%\}}|\{{\{{[<%]{_WITHIN}[>%]\}}\}}|\{{#{_WITHIN}#\}}|\{{\{{{_WITHIN}\}}\}}"
    r"|^[ \t]*(?:\[TOC\]|\[\[_?TOC_?\]\]|\$\{toc\})[ \t]*$|^[*-] TOC[ \t]*\n(?=\{:)"
    r"|[ \t]*\{:[^}\n]{0,500}\}|[ \t]*\{[#.][\w-][^}\n]{0,500}\}"
)
_MARKS = re.compile(rf"{_CODE}|{_LITERAL}|{_DROPPED}", re.MULTILINE | re.DOTALL | re.IGNORECASE)


def without_templates(text: str) -> str:
    """Returns a text without tags and outputs of templates; what stands between a pair of tags stays.

    Nothing is run: an output such as `{{ site.url }}` leaves nothing behind, and an included file is not read.
    """
    if "{" not in text and "TOC" not in text:
        return text
    return _MARKS.sub(_kept, text)


def _kept(found: re.Match[str]) -> str:
    if found["code"] is not None:
        return found["code"]
    literal = found["liquid"] if found["liquid"] is not None else found["hugo"]
    if literal is not None:
        return f"\n```\n{literal.strip(chr(10))}\n```\n"
    return found["raw"] or ""
