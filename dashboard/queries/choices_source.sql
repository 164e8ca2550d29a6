-- A group's own source is known, and suggested to nobody: its title may name the group.
select source_id as id, if(source_kind = 'group', null, concat_ws(', ', coalesce(title, reference), publisher)) as label
from sources
order by source_id
