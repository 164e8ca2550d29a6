-- Every figure of the force about activist groups; of arrests on their evidence, what the source sets beside it.
select
    f.figure_id, f.measure_id, f.measure, f.offence, f.scope, f.about_children, f.is_disputed, f.unit, f.period_id,
    f.period_as_published, f.value, f.value_low, f.value_high, {print:f} as value_text, f.symbol, f.compiled_by, f.read_in,
    f.doubts, a.set_against, a.set_against_note, a.all_arrests, a.share_note
from ocag_figures as f
left join ocag_arrests as a using (figure_id)
where f.force_id = $force
order by f.measure_id <> 'arrests_ocag', f.measure, f.period_start, f.figure_id
