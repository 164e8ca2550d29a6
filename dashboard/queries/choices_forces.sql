-- The forces to choose from: what is known by its initials stands with its name, so that either finds it.
select force_id, short_name || if(short_name = upper(short_name), ' (' || name || ')', '')
from forces
order by short_name
