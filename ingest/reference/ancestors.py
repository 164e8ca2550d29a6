"""What lies directly within what -> all that lies above each thing.

Protects: a figure is never counted twice because it lies in another at two removes, and nothing lies within itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.reference.files import ReferenceProblem


def all_ancestors(file: str, within: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    """For each id every id above it, at any distance. Raises ReferenceProblem for a circle and for an unknown id."""
    found: dict[str, frozenset[str]] = {}

    def above(name: str, below: tuple[str, ...]) -> frozenset[str]:
        if name in below:
            raise ReferenceProblem(file, None, "within: " + " > ".join((*below, name)), "a containment without circle")
        if name not in within:
            raise ReferenceProblem(file, None, f"within = {name!r} of {below[-1]}", "an id of this file")
        if name not in found:
            parents = [above(parent, (*below, name)) for parent in within[name]]
            found[name] = frozenset(within[name]).union(*parents)
        return found[name]

    for name in within:
        above(name, ())
    return found
