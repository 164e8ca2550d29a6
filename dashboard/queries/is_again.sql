-- Whether a figure is the same number of the same counter in another source, of days that lie within that one's: no count besides it.
-- Other files name this with the figure behind a colon, in braces.
exists (
    select 1 from figures as g
    where
        g.force_id = {f}.force_id and g.measure_id = {f}.measure_id and g.unit = {f}.unit and g.value = {f}.value
        and g.offence_id is not distinct from {f}.offence_id and g.scope is not distinct from {f}.scope
        and g.compiled_by = {f}.compiled_by and g.source_id <> {f}.source_id and contains({f}.within, g.period_id)
)
