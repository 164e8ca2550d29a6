-- Every answer ever given by one force to one question of a campaign, the one that holds first.
select o.*, t.state as told, d.form, s.read_part
from outcomes as o
left join documents as d on o.source_id = d.source_id and o.document = d.path
left join sources as s on o.source_id = s.source_id
left join {told_states} as t on o.outcome_id = t.outcome_id
where
    o.campaign_id = $campaign and o.force_id = $force
    and (o.question is null or o.question = $question)
order by o.is_current desc, o.question is null, o.outcome_id
