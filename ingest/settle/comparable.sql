-- What a figure counts -> the key that it shares with every figure that it may be compared with, and with no other.
--
-- Protects: no two figures are set side by side that differ in measure, unit, offence, scope (attempts in, out or alone
-- is one), breakdown, kind and length of period, or in whom they are over. Two may be set side by side when their keys
-- and their periods are the same, and may stand on one time axis when their keys are. None, with nothing: its period is
-- not known, or it is a sum over forces and does not say over how many. docs/comparability.md says where it is asked.

create temp macro counted(number, one) as concat(number, ' ', one, if(number = 1, '', 's'));

update placed
set comparable_key = if(
    length is null or over is null, null,
    concat_ws(
        ' | ', measure_id, unit, coalesce(offence_id, 'no one offence'), coalesce(scope, 'whole'),
        nullif(
            array_to_string([concat(one.key, ': ', one.value) for one in list_sort(map_entries(dimensions))], ' | '), ''
        ),
        length, over
    )
)
from (
    select
        figure_id as id,
        -- the months of a period where it is of whole ones to the day, so that leap days make no difference
        if(day(period_end + 1) = day(period_start), date_diff('month', period_start, period_end + 1), 0) as months,
        case
            when period_kind in ('financial_year', 'calendar_year') then replace(period_kind, '_', ' ')
            when period_start is null then null
            when months > 0 then counted(months, 'month')
            else counted(period_end - period_start + 1, 'day')
        end as length,
        case
            when area_kind not in ('several_forces', 'region', 'nation', 'country') then replace(area_kind, '_', ' ')
            when forces_counted is null then null
            else concat(replace(area_kind, '_', ' '), ' of ', counted(forces_counted, 'force'))
        end as over
    from placed
) as said
where said.id = placed.figure_id;
