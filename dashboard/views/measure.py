"""One measure: what it counts, what contains it, what it must not be compared with and why, and all figures of it."""

from __future__ import annotations

from dashboard import filters, measure_page, nearest

measures = measure_page.titles()
asked = filters.id_of_page("measure")
if asked is None:
    nearest.offer(measures, "measure")
elif asked not in measures:
    nearest.say(asked, measures, "measure")
else:
    measure_page.show(asked)
