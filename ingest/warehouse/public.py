"""What of a warehouse is public: its views, and the reference tables that name things. Exports, data addresses and kept
releases give these and no others."""

from __future__ import annotations

VIEWS = (
    "force_years", "figures", "all_figures", "arrests", "offence_breakdown", "ocag_arrests", "ocag_figures",
    "area_figures", "outcomes", "refusals", "coverage", "checks", "release",
)  # fmt: skip
REFERENCE_TABLES = (
    "forces", "areas", "offences", "measures", "periods", "populations", "exemptions", "symbols", "campaigns",
    "campaign_requests", "questions", "sources", "documents", "erased", "subjects", "search_words",
)  # fmt: skip
VIEWS_AND_TABLES = (*VIEWS, *REFERENCE_TABLES)
