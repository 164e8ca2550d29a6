-- What the reference says of what is counted, a row a text: the measure's definition, then the note on the offence.
select text
from (
    select 1 as n, definition as text from measures where measure_id = $measure
    union all
    select 2, note from offences where offence_id = $offence
)
where text <> ''
order by n
