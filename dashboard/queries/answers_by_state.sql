-- One row a state: how many forces' answers without a number there are for one offence or one measure, any period.
select state, count(*) as answers
from {known_states}
where
    ($offence_id is null or offence_id = $offence_id)
    and ($measure_id is null or measure_id = $measure_id)
    and state not in ('value', 'interval', 'suppressed', 'conflicting', 'not_known', 'not_collected', 'not_asked')
group by all
order by answers desc, 1
