-- What a measure or a force that is called so (`run`) is called besides (`q`): of a force no town, but its own names.
select distinct kind, e.words as run, o.words as q
from entries as e
join entries as o using (kind, id)
where length(o.words) > 3 and (kind = 'measure' or (kind = 'force' and o.weight = 1))
