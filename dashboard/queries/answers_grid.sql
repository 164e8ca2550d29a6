-- One row a question of a campaign and force with a reply here. The answer that holds (a thread whose single questions are not known
-- stands under each, is_whole_thread; `is_whole`: so it is with all that is here of the force), and what it counts.
with asked as (
    select
        f.force_id, f.name as force, f.short_name, f.nation,
        q.question, q.asks, q.measure_id, q.offence_id, q.period_id
    from forces as f
    cross join questions as q
    where
        q.campaign_id = $campaign
        and (f.kind = 'territorial' or f.force_id in (select force_id from outcomes where campaign_id = $campaign))
),

given as (
    select g.* from figures as g join sources as s using (source_id) where s.campaign_id = $campaign
),

counted as (
    select
        g.force_id, g.question, count(*) as figures,
        count(*) filter (where q.period_id is null or g.period_id = q.period_id) as figures_asked
    from given as g
    left join questions as q on q.campaign_id = $campaign and g.question = q.question
    where g.question is not null
    group by all
),

told as (
    select
        a.*,
        o.outcome_id,
        o.status,
        if(o.status in ('not_read', 'no_answer') or t.state = 'in_part' or (o.status = 'answered' and coalesce(c.figures_asked, 0) = 0), coalesce(t.state, o.status), o.status)
            as state,
        r.ground,
        {kind:o},
        {unprinted:o},
        o.exemptions,
        o.exemptions_basis,
        o.stage,
        o.outcome_id is not null and o.question is null as is_whole_thread,
        coalesce(c.figures, 0) as figures,
        coalesce(c.figures_asked, 0) as figures_asked,
        g.figure_id,
        g.value,
        g.value_low,
        g.value_high,
        {print:g} as value_text,
        g.unit,
        g.is_disputed,
        coalesce(g.figure_id, o.outcome_id) as mark
    from asked as a
    left join outcomes as o
        on o.campaign_id = $campaign and o.is_current and a.force_id = o.force_id
        and (o.question is null or a.question = o.question)
    left join ready.told_states as t on o.outcome_id = t.outcome_id
    left join ready.refusals as r on o.outcome_id = r.outcome_id
    left join given as g
        on a.force_id = g.force_id and a.question = g.question and a.measure_id = g.measure_id and a.period_id = g.period_id
        and a.offence_id is not distinct from g.offence_id and cardinality(g.dimensions) = 0
    left join counted as c on a.force_id = c.force_id and a.question = c.question
    where o.outcome_id is not null or c.figures > 0
    qualify row_number() over (
        partition by a.force_id, a.question order by o.question is null, o.outcome_id, g.figure_id
    ) = 1
)

select *, bool_and(is_whole_thread) over (partition by force_id) and 1 = count(distinct outcome_id) over (partition by force_id) as is_whole
from told
order by nation, short_name, question
