-- One row a force whose answer to one question of a campaign is here: what became of the question. A source outside the
-- campaign is no answer to it.
select
    c.force_id,
    f.short_name as name,
    f.name as force,
    coalesce(c.figure_id, c.outcome_id) as mark,
    case
        when c.state in ('value', 'interval', 'suppressed', 'conflicting') then 'number'
        when c.state = 'refused' and list_contains(o.exemptions, 's12') then
            if(o.exemptions_basis = 'printed', 'cost', 'cost_inferred')
        when c.state in ('refused', 'ncnd', 'not_held') then c.state
        else 'part'
    end as became
from coverage as c
join sources as s using (source_id)
join forces as f on c.force_id = f.force_id
left join outcomes as o on c.outcome_id = o.outcome_id
where s.campaign_id = $campaign and c.campaign_id = $campaign and c.question = $question
order by f.nation, f.name
