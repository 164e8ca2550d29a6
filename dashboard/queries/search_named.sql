-- What is called, to the letter, as one of the runs of words that were typed (`said`); forces first, and things before pages.
select kind, any_value(title) as title, any_value(note) as note, path, 1 as n_of_kind, string_agg(words, ' ') as said
from entries
where not is_body and list_contains($runs, words)
group by kind, id, path
order by list_position(['force', 'exemption', 'offence', 'measure', 'page', 'word'], kind), any_value(in_order)
