-- One row a source that says something of the force: its own responses, and publications on several forces.
select
    s.source_id, s.title, s.source_kind, s.publisher, s.read_in, s.read_part, s.published_on, s.url,
    count(distinct f.figure_id) as figures, count(distinct o.outcome_id) as answers
from sources as s
left join all_figures as f on s.source_id = f.source_id and f.force_id = $force
left join outcomes as o on s.source_id = o.source_id and o.force_id = $force
where f.figure_id is not null or o.outcome_id is not null
group by all
order by s.source_kind, s.published_on, s.source_id
