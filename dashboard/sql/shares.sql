select figure_id, 100 * share_low as share_low, 100 * share_high as share_high, all_arrests, share_note
from ocag_arrests
where
    share_high is not null and measure_id = $measure_id and period_id = $period_id and unit = $unit
    and offence_id is not distinct from $offence_id and scope is not distinct from $scope
