-- Figures in force whose number is `$number`, of five and more: what somebody has read elsewhere and asks where it is from. What
-- was asked or reported stands before the official series.
select
    'figure', format('{}: {:,} {}', force, value::bigint, unit),
    concat_ws(' · ', replace(measure, 'the named offence', coalesce(offence, 'the named offence')), if(contains(measure, 'named'), null, offence), period_as_published, compiled_by),
    '/source?id=' || source_id || '&figure=' || figure_id, count(*) over ()
from figures where value = $number and $number >= 5
order by source_kind = 'official', force, period_id
limit $most
