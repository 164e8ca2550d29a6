-- What checks say of some figures that are in doubt, or that another source counts otherwise: both values, and who counted.
select
    f.figure_id,
    f.force,
    string_agg(distinct split_part(c.message, '. Possible causes', 1), ' ') as message,
    any_value(nullif(split_part(c.message, 'Possible causes: ', 2), '')) as causes,
    bool_or(list_contains(f.doubts, c.rule)) as is_in_doubt
from figures as f
join checks as c using (figure_id)
where
    list_contains($ids, f.figure_id) and (list_contains(f.doubts, c.rule) or list_contains(f.differs, c.rule))
    and c.rule <> 'conflict'
group by f.force, f.period_id, f.figure_id
order by f.force, f.period_id, f.figure_id
