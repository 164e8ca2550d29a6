-- Whether a figure is a count of arrests for offences against children, of what followed, or about activist groups. Other files
-- name it with the figure behind a colon, in braces, and have its measure as `m`.
{f}.measure_id <> 'suspect_deaths_ocag' and (
    m.about_ocag
    or {f}.about_children <> 'no'
    and (m.counts_arrests or regexp_matches({f}.measure_id, '^(charge|caution|prosecution|conviction|court_case|cases_online|people_reported)'))
)
