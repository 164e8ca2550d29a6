"""Codes of the Home Office as a table writes them -> the offence or class of offences.csv that each stands for.

Protects: a code names one offence or class, or it is outside the subject. One of several codes of an offence is a part
of it (one sex of the victim, say) and is never taken for the whole.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.reference import Reference


@dataclass(frozen=True)
class Coded:
    """`part`: the code, where it is only one of several that make up the offence."""

    offence_id: str
    part: str | None = None


def plain_code(value: str | float | None) -> str:
    """A code as it is compared: "88A", "71/17", "21"; a whole number that a workbook stored is its digits. Leading
    zeros and spaces say nothing ("071/17" is "71/17")."""
    if isinstance(value, float | int):
        return str(int(value)) if float(value).is_integer() else str(value)
    text = "".join((value or "").split()).upper()
    return text.lstrip("0") or text


def subject_codes(reference: Reference) -> dict[str, Coded]:
    """Plain code -> what it stands for, of all offences and classes of offences.csv. A code of two is neither's."""
    found: dict[str, Coded] = {}
    doubtful = set()
    for offence in reference.offences.values():
        for code in offence.home_office_codes:
            key = plain_code(code)
            if key in found:
                doubtful.add(key)
            found[key] = Coded(offence.offence_id, code if len(offence.home_office_codes) > 1 else None)
    return {code: coded for code, coded in found.items() if code not in doubtful}
