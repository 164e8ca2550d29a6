-- What checks say of every figure of which they say something: that they are in doubt, that another source counts otherwise (both values, and who
-- counted), or what stands beside them: their class, their other years, other forces.
select
    f.figure_id,
    f.force,
    array_to_string(list_sort(list(distinct rtrim(split_part(c.message, '. Possible causes', 1), '.'))), '. ') as message,
    any_value(nullif(split_part(c.message, 'Possible causes: ', 2), '')) as causes,
    bool_or(list_contains(f.doubts, c.rule)) as is_in_doubt
from figures as f
join checks as c using (figure_id)
where
    c.rule <> 'conflict'
    and (
        list_contains(f.doubts, c.rule) or list_contains(f.differs, c.rule)
        or c.rule in ('small-part-of-class', 'off-its-own-series', 'far-from-other-forces')
    )
group by f.force, f.period_id, f.figure_id
order by f.force, f.period_id, f.figure_id
