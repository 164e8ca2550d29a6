-- What is printed at each place, in force or not. A disputed row is two places' prints and no reading of one; a rejected one
-- is a person's ruling that nothing is printed there.
select
    figure_id,
    source_id,
    source_kind,
    hand,
    force_id,
    force,
    source_url,
    reference,
    read_in,
    compiled_by,
    document,
    page,
    locator,
    method,
    status = 'current' as is_in_force,
    measure_id,
    unit,
    offence_id,
    scope,
    dimensions,
    period_id,
    value,
    value_low,
    value_high,
    symbol,
    value_text
from all_figures
where not is_disputed and status <> 'rejected'
order by figure_id
