-- One row a question: how many forces' current answers are here, by status; a refusal of the whole stands for each question.
select
    q.question,
    q.asks,
    q.measure_id,
    q.period_id,
    q.offence_id,
    count(distinct o.force_id) as forces,
    count(distinct o.force_id) filter (where o.status = 'answered') as answered,
    count(distinct o.force_id) filter (where o.status = 'partly_answered') as partly_answered,
    count(distinct o.force_id) filter (where o.status = 'refused') as refused,
    count(distinct o.force_id) filter (where o.status = 'ncnd') as ncnd,
    count(distinct o.force_id) filter (where o.status = 'not_held') as not_held,
    count(distinct o.force_id) filter (where o.status in ('referred', 'not_read')) as elsewhere,
    count(distinct o.force_id) filter (where o.status in ('no_answer', 'not_applicable', 'withdrawn')) as other
from questions as q
left join outcomes as o
    on q.campaign_id = o.campaign_id and o.is_current and (o.question is null or o.question = q.question)
where q.campaign_id = $campaign
group by all
order by q.question
