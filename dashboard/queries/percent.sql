-- A ratio in words: "+25 %", "−20 %", "12 times". Other files name it with the column behind a colon, in braces.
if(
    {f} >= 10, format('{:.0f} times', {f}),
    concat(
        case sign(round_even(100 * ({f} - 1), 0)) when 1 then '+' when -1 then '−' else '' end,
        abs(round_even(100 * ({f} - 1), 0)::int), ' %'
    )
)
