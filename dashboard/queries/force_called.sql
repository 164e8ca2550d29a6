-- The force that a name or an alias is of, in whatever case, with hyphens or spaces; none for its own id and for a name of several.
select any_value(force_id) as force_id
from (
    select force_id, unnest([name, short_name]) as words from forces
    union all
    select id, words from search_words where kind = 'force'
)
where
    lower(replace(words, '-', ' ')) = lower(replace($name, '-', ' '))
    and $name not in (select force_id from forces)
having count(distinct force_id) = 1
