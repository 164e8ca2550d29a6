-- Every place that is in conflict, with what it is in conflict with: another source's figure, or a dispute that none won.
select
    c.figure_id,
    c.force,
    c.measure,
    c.offence,
    c.period,
    c.unit,
    c.value_text,
    c.source_id,
    c.compiled_by,
    c.read_in,
    c.published_on,
    c.replaced_by,
    c.rule,
    h.is_disputed,
    h.value_text as head_text,
    h.source_id as head_source_id,
    h.compiled_by as head_compiled_by,
    h.read_in as head_read_in,
    h.published_on as head_published_on
from all_figures as c
left join all_figures as h on c.replaced_by = h.figure_id
where c.status = 'conflicting'
order by c.force, c.measure, c.period, c.replaced_by, coalesce(c.value_low, c.value_high), c.published_on, c.figure_id
