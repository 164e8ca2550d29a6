-- The documents of one source, each before those inside it, with how much was read in it.
select
    d.*,
    (select count(*) from all_figures as f where f.document = d.path and not f.is_disputed) as figures,
    (select count(*) from outcomes as o where o.document = d.path) as outcomes
from documents as d
where d.source_id = $source_id
order by split_part(d.path, '#', 1), d.path
