-- One row a question: how many forces' answers to this campaign are here, by what is known of them.
select
    q.question,
    q.asks,
    count(c.force_id) as forces,
    count(c.force_id) filter (where c.state in ('value', 'interval', 'suppressed', 'conflicting')) as number_given,
    count(c.force_id) filter (where c.state = 'partly_answered') as partly_answered,
    count(c.force_id) filter (where c.state = 'refused') as refused,
    count(c.force_id) filter (where c.state = 'ncnd') as ncnd,
    count(c.force_id) filter (where c.state = 'referred' or (c.state = 'not_read' and c.told is null)) as elsewhere,
    count(c.force_id) filter (where c.state = 'not_read' and c.told is not null) as not_taken,
    count(c.force_id) filter (where c.state in ('not_held', 'not_applicable', 'withdrawn', 'no_answer')) as other
from questions as q
left join (
    select c.*, t.state as told
    from coverage as c
    join sources as s using (source_id)
    left join {told_states} as t on c.outcome_id = t.outcome_id and c.state in ('not_read', 'no_answer')
    where s.campaign_id = $campaign
) as c
    on q.campaign_id = c.campaign_id and q.question = c.question
where q.campaign_id = $campaign
group by all
order by q.question
