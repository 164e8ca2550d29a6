"""One force: everything here about it, and what is not known."""

from __future__ import annotations

from dashboard import filters, one_force

asked_for = filters.id_of_page("force")
force = one_force.one(asked_for)
if force is None:
    one_force.say_missing(asked_for)
else:
    one_force.show(force, filters.current())
