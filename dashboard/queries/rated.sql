-- A count per 100,000 residents, with the ends of the 95 % interval that chance alone leaves (Byar's approximation to Poisson's,
-- as public health statistics use it; for none seen the exact upper end); null without residents. Other files name it with what
-- has `value` and `population` behind a colon, in braces.
100000 * {f}.value / {f}.population as rate,
100000 / {f}.population * if(
    {f}.value > 0, greatest(0, {f}.value * pow(1 - 1 / (9 * {f}.value) - 1.96 / (3 * sqrt({f}.value)), 3)), 0
) as rate_low,
100000 / {f}.population * if(
    {f}.value > 0,
    ({f}.value + 1) * pow(1 - 1 / (9 * ({f}.value + 1)) + 1.96 / (3 * sqrt({f}.value + 1)), 3),
    if({f}.value = 0, 3.69, null)
) as rate_high
