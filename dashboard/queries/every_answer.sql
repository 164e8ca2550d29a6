-- One row an answer with all that is known of it, those that hold no longer too. `told` tells it apart as far as it is known here, `state` does where that says more than its status,
-- `ground` says on what a refusal rests, `kind` which of [signs] in states.toml it is, `to_print` whether the force itself gave it, to something that is named, and it holds (so that it may have a line), `is_no_request` that it is none of a request, `sections` what its law calls those that
-- it names, `known_on` the latest day known of it or of another request of its campaign; value, unit and figure_id are there only where it gave
-- exactly one number for the whole, or none and one for a `part`.
-- A table of each copy of the warehouse, ready.every_answer.
select
    o.* replace (if(regexp_matches(o.asks, '^S\d+ \('), concat_ws(', ', e.act, o.asks), o.asks) as asks), f.nation, f.short_name as force_name, m.title as measure, e.title as offence, e.about_children, s.title as source, s.read_in, s.read_part, s.fetched_on, s.published_on, o.force as compiled_by, m.about_ocag,
    coalesce(o.answered_on, s.published_on, s.asked_on) as dated, {period_read:o},
    {unprinted:o},
    if(starts_with(o.force_id, 'area:') and s.source_kind = 'official', s.publisher, null) as answered_by, c.known_on, d.form, d.sha256, t.state as told,
    if(o.status in ('not_read', 'no_answer') or t.state = 'in_part' or (o.status = 'answered' and t.state = 'set_aside'), coalesce(t.state, o.status), o.status)
        as state,
    coalesce(r.ground, if(o.status = 'ncnd', 'neither confirmed nor denied', null)) as ground,
    {kind:o},
    o.is_current and o.said_by = 'force' and o.measure_id is distinct from 'other_information' and coalesce(o.measure_id, o.offence_id, o.asks) is not null as to_print,
    {no_request:o} as is_no_request,
    coalesce(f.short_name, o.force) as whose, coalesce(left(dated, 4), 'no day known') as dated_in,
    list_transform(coalesce(o.exemptions, []), lambda named: coalesce(nullif(regexp_extract(named, '(?i)^(s|art )[0-9]+[a-z]?'), ''), named)) as sections,
    coalesce(r.sections, []) as grounds,
    g.figures, g.value, g.value_text, g.part, g.figure_id, g.unit, coalesce(g.is_doubted, false) as is_doubted
from outcomes as o
left join sources as s on o.source_id = s.source_id
left join forces as f on o.force_id = f.force_id
left join documents as d on o.source_id = d.source_id and o.document = d.path
left join ready.refusals as r on o.outcome_id = r.outcome_id
left join ready.told_states as t on o.outcome_id = t.outcome_id
left join lateral (
    select max(coalesce(o.answered_on, answered_on, published_on, received_on, asked_on)) as known_on
    from sources where source_id = o.source_id or campaign_id = o.campaign_id
) as c on true
left join measures as m on o.measure_id = m.measure_id
left join offences as e on o.offence_id = e.offence_id
left join (
    select
        source_id, force_id, measure_id, offence_id, period_id, count(*) as figures,
        if(count(*) = 1, min(value), null) as value, if(count(*) = 1, min({print:f}), null) as value_text, if(count(*) = 1, min(part), null) as part,
        bool_or(len(doubts) > 0) as is_doubted, if(count(*) = 1, min(figure_id), null) as figure_id, if(count(*) = 1, min(unit), null) as unit
    from (
        select *, nullif(concat_ws('; ', scope, nullif(array_to_string(map_values(dimensions), '; '), '')), '') as part from figures
        qualify part is null or not bool_or(part is null) over (partition by source_id, force_id, measure_id, offence_id, period_id)
    ) as f
    group by all
) as g
    on o.status in ('answered', 'partly_answered') and o.source_id = g.source_id and o.force_id = g.force_id and o.measure_id = g.measure_id
    and o.offence_id is not distinct from g.offence_id and o.period_id = g.period_id
