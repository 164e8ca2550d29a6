-- One row a force for one measure, unit, offence and year: its figure, as compare_shown.sql draws it, or what is known in its
-- place, with the residents of its area in the year in which the period begins. `why`: why a force has no bar, null where it has one:
-- the state of its answer, or withdrawn, silent (no number of the measure is here, which is no answer of the force's), other_law (and its law
-- has no such offence), otherwise (another offence, unit, part or period is here), answered (no number was read in the answer). `own_law`: the section
-- by which its own law has an offence of this name. `mark`: what its row opens, its figure or its answer.
-- `asked_by`: the request or counter whose words the number answers: those of one campaign, one compiler or one answer are one. Value, bounds and the 95 % interval (from_, to) are per residents where `$per` is rate.
with counted as (
    from {compare_shown}
),
shown as (
    from counted
    where is_shown
),
known as materialized (
    select
        c.force_id,
        f.short_name as name,
        f.name as force,
        f.nation,
        f.region,
        f.kind = 'territorial' as is_territorial,
        f.tile_row,
        f.tile_column,
        c.state as known_as,
        {drawn:g},
        g.value as number,
        g.value_low as least,
        g.read_part,
        coalesce(q.campaign_id, if(g.source_kind in ('force_response', 'disclosure_log'), g.source_id, g.compiled_by)) as asked_by,
        i.value as own,
        i.figure_id as own_id,
        i.compiled_by as own_by,
        c.outcome_id,
        w.figure_id as withdrawn_id,
        w.value_text as withdrawn_text,
        p.population,
        e.jurisdiction = 'England and Wales' and f.nation in ('Scotland', 'Northern Ireland') as is_other_law,
        s.own_law,
        c.force_id in (select force_id from figures where measure_id = $measure) as has_another
    from {known_states} as c
    join forces as f using (force_id)
    left join shown as g on c.force_id = g.force_id
    left join sources as q on g.source_id = q.source_id
    left join counted as i on g.force_id = i.force_id and i.status = 'current' and i.figure_id <> g.figure_id
    left join all_figures as w on c.figure_id = w.figure_id and w.status = 'withdrawn'
    left join offences as e on c.offence_id = e.offence_id
    left join (
        select force_id, offence, any_value(law_section) as own_law from figures where law_section is not null group by all
    ) as s on c.force_id = s.force_id and e.title = s.offence
    left join periods as d on c.period_id = d.period_id
    left join populations as p
        on c.force_id = p.force_id and year(d.period_start) = p.mid_year and c.force_id <> 'city-of-london'
    where
        c.measure_id = $measure and c.offence_id is not distinct from $offence and c.period_id = $period
        and f.kind <> 'crown_dependency'
)

select
    * exclude (is_other_law, has_another, known_as) replace (
        if($per = 'rate', 100000 * value / population, value) as value,
        if($per = 'rate', 100000 * low / population, low) as low,
        if($per = 'rate', 100000 * high / population, high) as high
    ),
    $unit as unit,
    {rated:known},
    if($per = 'rate', rate_low, null) as from_,
    if($per = 'rate', rate_high, null) as to,
    -- that interval in words: none of one to four, whose number it would tell
    coalesce(if($per = 'rate' and not (number > 0 and number < 5), format('{:.1f} to {:.1f}', rate_low, rate_high), null), '') as interval,
    case
        when known_as in ('cost', 'cost_by_reading', 'ncnd', 'refused', 'not_held') or (known_as = 'suppressed' and high is null)
            then known_as
        when known_as in ('value', 'interval', 'suppressed', 'conflicting') and figure_id is not null
            then if($per = 'rate' and population is null, 'no_rate', null)
        when withdrawn_id is not null then 'withdrawn'
        when known_as in ('in_part', 'no_answer', 'blank', 'no_reply', 'no_figure') then known_as
        when known_as in ('not_known', 'not_collected', 'not_asked')
            then case when is_other_law then 'other_law' when has_another then 'otherwise' else 'silent' end
        when known_as in ('value', 'interval', 'conflicting', 'other_period') then 'otherwise'
        else 'answered'
    end as why,
    case
        when why is null or why = 'no_rate' then figure_id
        when withdrawn_id is not null then withdrawn_id
        when why in ('cost', 'cost_by_reading', 'ncnd', 'refused', 'not_held', 'suppressed', 'in_part', 'no_answer', 'blank', 'no_reply', 'no_figure')
            then outcome_id
    end as mark,
    coalesce((select n.message from {said_of_figures} as n where n.figure_id = known.figure_id), '') as message
from known
order by name
