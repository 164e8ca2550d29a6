-- Sources by kind and by what part of them was read, with the figures that stand in them, in force or not.
with figures as (
    select source_id, count(*) as figures from all_figures where not is_disputed group by source_id
)

select
    s.source_kind,
    s.read_part,
    count(*) as sources,
    coalesce(sum(f.figures), 0)::bigint as figures
from sources as s
left join figures as f using (source_id)
group by s.source_kind, s.read_part
order by sources desc, s.source_kind
