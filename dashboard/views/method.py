"""Method: what the words mean, how sources were found and read, checks, conflicts, audits, what is missing, release."""

from __future__ import annotations

import streamlit as st

from dashboard import method_audits, method_checks, method_read, method_text, pinned, summary

st.title("Method")
st.markdown("How a document becomes a figure, what was read, what the words mean, and what may not be concluded.")

st.header("How the sources were found, and what was read of them")
method_read.sources()
st.header("How near each figure is to the print")
method_read.hands()

for title in method_text.DEFINITIONS:
    st.header(title)
    st.markdown(method_text.section(title))
st.header("The states")
method_read.all_states()

st.header("Checks")
method_checks.checks()
st.header("Conflicts")
method_checks.conflicts()
st.header("Personal readings")
method_checks.readings()
st.header(method_text.AUDITS)
st.markdown(method_text.section(method_text.AUDITS))
method_audits.audits()

st.header("What is not here")
method_read.missing()
for title in method_text.CAUTIONS:
    st.header(title)
    st.markdown(method_text.section(title))

st.header("Release")
method_read.release()
st.markdown(f"[What changed between this release and others]({pinned.address('/changes')})")
st.header("When a figure is wrong")
st.markdown(method_checks.errors())
st.header("To report, or to find support")
st.markdown(summary.SUPPORT)
