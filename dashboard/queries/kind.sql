-- Which of [signs] in states.toml an answer is. Other files name it with the answer behind a colon, in braces, where its `state` and
-- the `ground` of its refusal stand.
case
    when ground = 'cost' then 'cost'
    when {f}.status in ('ncnd', 'not_held') then {f}.status
    when {f}.status = 'refused' then 'withheld'
    when {f}.status = 'partly_answered' then 'part'
    when {f}.status in ('referred', 'not_read') or state in ('not_understood', 'other_period') then 'elsewhere'
    when {f}.status = 'answered' then 'answered'
    else 'other'
end as kind
