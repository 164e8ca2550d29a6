"""The Home Office codes that a label gives: `71/17`, `071/17`, class `88A`.

Protects: a pair of numbers is a code where the label says so or begins with it; "14/15" may be a year.
"""

from __future__ import annotations

import re

from ingest.phrases.offence_words import DAY
from ingest.reference import Offence, Reference

CODE = re.compile(r"(?<![\d/])(\d{1,3})\s?[/‐-–-]\s?(\d{1,2})(?![\d/])")
"""`71/17`; `071-17` as well, where the label says that it is a code."""
CODE_CLASS = re.compile(
    r"\b(?:home office|ho|code|class|classification|category)(?: of)?[\s:]*(\d{1,3}[a-z]?)\b"
    r"(?!\s?[/.‐-–-]\s?\d|\s\d{1,2}\b)",
    re.IGNORECASE,
)
CODE_CONTEXT = re.compile(r"\b(?:home office|hocr?|ho)(?![a-z])|\b(?:codes?|class)\b", re.IGNORECASE)
CODE_WORDS = re.compile(
    r"\b(?:home office|hocr?|ho|recording|offence|crime|codes?|class(?:ification)?)(?![a-z])(?: of)?", re.IGNORECASE
)
CODE_FIRST = re.compile(r"\s*\d{1,3}\s?/\s?\d{1,2}\W+[a-z]", re.IGNORECASE)

CODE_IN_ONE = re.compile(r"(?<![\d/])(\d{3})(\d{2})(?![\d/])")
"""`08801`, as some systems print 88/01: only where the label says that it is a code, or begins with it."""
IN_ONE_FIRST = re.compile(r"\s*\d{5}\W+[a-z]", re.IGNORECASE)
CLASS_BESIDE_WORDS = re.compile(
    r"\s*(?:(?P<before>\d{1,3}[A-Z]?)\s*[-–—:.)]?\s+)?(?P<words>[A-Za-z].*?)\s*(?:[-–—:(\[]?\s*(?P<behind>\d{1,3}[A-Z]?)\s*[)\]]?)?\s*"
)


def class_beside_words(label: str) -> tuple[str, str] | None:
    """The number of a class and the words beside it: "88A Sexual grooming" -> ("88A", "Sexual grooming")."""
    found = CLASS_BESIDE_WORDS.fullmatch(" ".join(label.split()))
    if found is None or (found["before"] is None) == (found["behind"] is None):
        return None
    return code_key(found["before"] or found["behind"]), found["words"]


def offence_of_code(code: str, reference: Reference) -> Offence | None:
    """The offence of one code, or the class of that name. None where the code stands for several offences."""
    if "/" not in code:
        return reference.offences.get(f"ho_{code.lower()}")
    found = {
        offence.offence_id
        for offence in reference.offences.values()
        if offence.act and code in {code_key(known) for known in offence.home_office_codes}
    }
    found = {offence_id for offence_id in found if not found & reference.offence_ancestors(offence_id)}
    return reference.offences[found.pop()] if len(found) == 1 else None


def codes_named(label: str) -> list[str]:
    """Codes as `71/17` and classes as `88A`, in order. A pair of numbers is a code where the label says so or begins
    with it: "14/15" may be a year."""
    text = DAY.sub(" ", label)
    codes = [match.group(1) for match in CODE_CLASS.finditer(text)]
    if CODE_CONTEXT.search(text) or CODE_FIRST.match(text):
        codes += ["/".join(match.groups()) for match in CODE.finditer(text)]
    if CODE_CONTEXT.search(text) or IN_ONE_FIRST.match(text):
        codes += ["/".join(match.groups()) for match in CODE_IN_ONE.finditer(text)]
    return list(dict.fromkeys(code_key(code) for code in codes))


def code_key(code: str) -> str:
    """`071/17` as `71/17`, `088a` as `88A`."""
    return "/".join(part.strip().lstrip("0").upper() for part in code.split("/"))
