"""One force: everything here about it, and what is not known."""

from __future__ import annotations

import streamlit as st

from dashboard import filters, one_force

asked_for = st.query_params.get("id")
force = one_force.one(asked_for)
if force is None:
    one_force.say_missing(asked_for)
else:
    one_force.show(force, filters.current())
