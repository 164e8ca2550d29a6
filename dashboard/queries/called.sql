-- What people call a force, an offence, …: words in small letters and the id.
select lower(words) as words, id
from search_words
where kind = $name
union all
select lower(name), force_id
from forces
where $name = 'force'
