-- Each pair of measures that must not be compared, read both ways.
select measure_id, unnest(not_comparable_with) as other from measures
union
select unnest(not_comparable_with), measure_id from measures
