-- One row a figure that is in doubt or that another source counts otherwise: what its checks say, the first sentence of each.
select
    f.figure_id,
    string_agg(distinct split_part(c.message, '. Possible causes', 1), ' ') as message
from figures as f
join checks as c using (figure_id)
where
    list_contains($ids, f.figure_id) and (list_contains(f.doubts, c.rule) or list_contains(f.differs, c.rule))
    and c.rule <> 'conflict'
group by f.figure_id
