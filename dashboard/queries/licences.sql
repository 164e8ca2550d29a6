-- Under which licences some figures stand, and whether they were read in a copy.
select distinct licence || if(hand = 'second_hand', ' Read in a copy.', '') as said
from all_figures
where licence is not null and figure_id in (select unnest($ids))
order by said
