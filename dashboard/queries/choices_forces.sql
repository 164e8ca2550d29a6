-- The forces to choose from: what is known by its initials stands with its name, or what it polices, so that either finds it.
select force_id, short_name || if(short_name = upper(short_name), ' (' || replace(name, 'Police Service of ', '') || ')', '')
from forces
order by short_name
