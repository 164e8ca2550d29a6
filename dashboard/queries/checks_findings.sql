-- Every finding with the force or area that it is about: its figure's, else those of its source. The gravest first.
-- `of_official`: how often its rule speaks of official figures, where it is mostly a false alarm. `done`: what became of its
-- figure, by the data.
select
    c.severity,
    c.rule,
    c.origin,
    c.message,
    c.source_id,
    c.figure_id,
    c.document,
    c.locator,
    s.title as source,
    f.force,
    f.measure, f.unit, concat(f.offence, ' (' || f.law_section || ')') as offence, f.scope, f.dimensions, f.period_id, f.period_as_published, {period_read:f}, f.note,
    case
        when f.figure_id is null then 'See above'
        when f.review = 'corrected' then 'Corrected by a person'
        when f.review = 'reviewed' then 'Kept: a person found it right'
        when list_contains(f.doubts, c.rule) then 'Kept as printed, marked as in doubt'
        when f.is_disputed or w.is_disputed then 'Shown as a range; no rule decides'
        when f.status = 'current' and list_contains(f.differs, c.rule) then 'Kept, marked as differing'
        when f.status = 'current' then 'Kept as printed'
        else concat(
            'Kept',
            format('; lists and extracts have {} ({}) in its place', coalesce(regexp_replace(w.value::varchar, '\.0$', ''), w.value_text), w.compiled_by),
            if(f.source_kind = 'official' and w.source_kind <> 'official' and f.status = 'conflicting', ', charts of its series this one', if(w.figure_id is null, ', not used', ''))
        )
    end as done,
    if(
        count(c.figure_id) over of_rule = 0, '', -- it is of documents
        format(
            'It speaks of {:,} of {:,} official figures.', count(*) filter (f.source_kind = 'official') over of_rule,
            (select count(*) from all_figures where source_kind = 'official')
        )
    ) as of_official,
    case
        when f.force_id is not null then [f.force_id]
        else list_sort(list_distinct(list_concat(coalesce(s.force_ids, []), coalesce(o.force_ids, []))))
    end as about
from checks as c
left join sources as s using (source_id)
left join all_figures as f on c.figure_id = f.figure_id
left join all_figures as w on f.replaced_by = w.figure_id
left join (
    select source_id, list(distinct force_id) as force_ids
    from (select source_id, force_id from all_figures union all select source_id, force_id from outcomes)
    group by source_id
) as o on c.source_id = o.source_id
window of_rule as (partition by c.rule)
order by list_position(['error', 'warning', 'note'], c.severity), c.rule, c.source_id nulls last, c.locator, c.check_id
