-- Figures in force whose number is one of `$numbers`, of five and more: what somebody has read elsewhere and asks where it is from. What
-- was asked or reported stands before the official series. Of the forces that were named with it, where there are any.
select
    'figure', format('{}: {:,} {}', force, value::bigint, unit),
    concat_ws(' · ', replace(measure, 'the named offence', coalesce(offence, 'the named offence')), if(contains(measure, 'named'), null, offence), period_as_published, compiled_by),
    '/source?id=' || source_id || '&figure=' || figure_id, count(*) over ()
from figures where list_contains($numbers::bigint[]::double[], value) and value >= 5 and (len($forces) = 0 or list_contains($forces, force))
order by source_kind = 'official', force, period_id
limit $most
