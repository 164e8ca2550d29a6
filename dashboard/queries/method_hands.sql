-- How figures (each place once) and answers were read.
select
    hand,
    count(*) filter (where what = 'figure') as figures,
    count(*) filter (where what = 'outcome') as outcomes,
    count(distinct source_id) as sources
from (
    select hand, 'figure' as what, source_id from all_figures where not is_disputed
    union all
    select hand, 'outcome' as what, source_id from outcomes
)
group by hand
order by hand
