-- A figure with all that stands beside it.
select f.*, {over:f} as over, {period_read:f}, {told:f}, {opens_at:f} as opens_at, b.* exclude (figure_id), false as is_again, false as is_side
from all_figures as f
join ready.beside as b on f.figure_id = b.figure_id
where f.figure_id = $figure_id
