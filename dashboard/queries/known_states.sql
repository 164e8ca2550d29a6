-- One row as in the view coverage, whose state says more where more is known: a refusal on cost (cost_by_reading where no
-- section is printed), and what told_states.sql tells apart. Other files name this as known_states, in braces.
select
    c.* replace (
        case
            when c.state in ('value', 'interval', 'suppressed', 'conflicting') then c.state
            when r.ground = 'cost' then if(r.exemptions_basis = 'inferred', 'cost_by_reading', 'cost')
            when c.state in ('not_read', 'no_answer') then coalesce(t.state, c.state)
            else c.state
        end as state
    )
from coverage as c
left join ready.refusals as r on c.outcome_id = r.outcome_id
left join ready.told_states as t on c.outcome_id = t.outcome_id
