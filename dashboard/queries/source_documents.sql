-- The documents of one source by what they are (`kept_as`), each before those inside it, with how much was read in it.
select
    d.*,
    case
        when d.form = 'original' then 'The publisher''s own document, held here'
        when split_part(d.path, '/', -1) = 'source.toml' then 'Typed by a person, from a place that no reader reaches'
        else 'Our transcription of a page that we do not hold'
    end as kept_as,
    (select count(*) from all_figures as f where f.document = d.path and not f.is_disputed) as figures,
    (select count(*) from outcomes as o where o.document = d.path) as outcomes
from documents as d
where d.source_id = $source_id
order by d.form is distinct from 'original', split_part(d.path, '/', -1) = 'source.toml', split_part(d.path, '#', 1), d.path
