"""One offence: its place in the law, what contains it and what it contains, spellings met, and all figures for it."""

from __future__ import annotations

from dashboard import filters, nearest, offence_page

offences = offence_page.titles()
asked = filters.id_of_page("offence")
if asked is None:
    nearest.offer(offences, "offence")
elif asked not in offences:
    nearest.say(asked, offences, "offence")
else:
    offence_page.show(asked)
