-- Entries ranked for what was typed, the best way of calling each thing: the whole name before its beginning, a beginning before
-- a word inside, a word before a misspelling (looked for where `$is_near`); "s12" is no beginning of "s127", and a word inside.
-- `$asked` are readings of what was typed, the second without words that tell nothing apart; `$runs` its runs of words. What a measure or
-- a force of that name ("GMP", "Notts") is called besides is looked for in the words of sources and answers alone.
with readings as (
    select unnest($asked) as q, 1 - 0.05 * unnest(range(len($asked))) as counts, q[-1] between '0' and '9' as ends_in_number
),
besides as ( -- of the whole, and of a force and a measure that are the whole together: "Staffordshire hunters"
    select distinct q, q as and_q from called where not $is_near and list_contains($asked, run) and not list_contains($asked, q)
    union
    select f.q, m.q
    from called as m join called as f on f.kind = 'force' and list_contains($runs, f.run)
    where not $is_near and m.kind = 'measure' and list_contains($runs, m.run) and list_has_any($asked, [m.run || ' ' || f.run, f.run || ' ' || m.run])
),
scored as (
    select
        e.*,
        r.counts * e.weight * case
            when $is_near then case -- Jaro's is the quicker one, and lets pass whatever is one or two letters off
                when length(r.q) < 4 then 0
                when jaro_similarity(e.words, r.q) > 0.7 and damerau_levenshtein(e.words, r.q) <= if(length(r.q) < 6, 1, 2) then 40
                when length(r.q) < 6 then if(jaro_winkler_similarity(e.words, r.q) >= 0.95, 20, 0)
                when jaro_similarity(e.words[:length(r.q)], r.q) > 0.7 and damerau_levenshtein(e.words[:length(r.q)], r.q) <= 1 then 30
                when
                    not contains(r.q, ' ') and list_bool_or(
                        list_transform(
                            list_filter(string_split(e.words, ' '), lambda word: jaro_similarity(word, r.q) > 0.7),
                            lambda word: damerau_levenshtein(word, r.q) <= 1
                        )
                    )
                    then 25 -- a word of several
                when jaro_winkler_similarity(e.words, r.q) >= 0.95 then 20
                else 0
            end
            when e.words = r.q then 100
            when starts_with(e.words, r.q) and not e.is_body and not (r.ends_in_number and e.words[length(r.q) + 1] between '0' and '9')
                then 90 - least(length(e.words) - length(r.q), 40) / 4
            when contains(' ' || e.words, ' ' || r.q) then 70
            when
                list_bool_and(list_transform(string_split(r.q, ' '), lambda word: contains(' ' || e.words, ' ' || word)))
                then 60
            else 0
        end as score
    from entries as e, readings as r
    where length(r.q) > 0 and not ($is_near and e.is_body)
    union all
    select e.*, 50 * e.weight
    from besides as c join entries as e on e.is_body and contains(' ' || e.words, ' ' || c.q) and contains(' ' || e.words, ' ' || c.and_q)
),
best as (
    select kind, id, path, max(score) as score, arg_max(title, score) as title, arg_max(note, score) as note, arg_max(in_order, score) as in_order
    from scored
    where score > 0
    group by kind, id, path
),
told as ( -- answers of one request that nothing tells apart are one row
    select
        kind, arg_max(path, score) as path, max(score) as score, title, min(in_order) as in_order, min(id) as id,
        concat(note, if(count(*) > 1, format(' · {} answers', count(*)), '')) as note
    from best
    group by kind, title, best.note, if(kind = 'answer', '', id)
)
select kind, title, note, path, n_of_kind
from (
    select
        *,
        row_number() over (partition by kind order by score desc, in_order, title, id) as n,
        count(*) over (partition by kind) as n_of_kind,
        max(score) over (partition by kind) as best_of_kind
    from told
)
where n <= $most
order by best_of_kind desc, list_position(['force', 'exemption', 'page', 'word', 'offence', 'measure', 'source', 'answer'], kind), n
