-- Of $figure: the other rows of the same figure, in words, and what checks find in it.
select name, words from (
    select
        1 as part, f.status as first, f.figure_id as second, 'beside it' as name,
        concat(
            f.figure_id, ' ', f.status, ': ', f.value_text, ' (', coalesce(f.compiled_by, 'nobody named'),
            ' in ' || f.read_in, ', ' || f.published_on, ')', '; ' || f.rule, '; said of it: ' || f.statement
        ) as words
    from all_figures as f join all_figures as this
        on (f.force_id, f.measure_id, f.unit, f.period_id, f.dimensions)
            = (this.force_id, this.measure_id, this.unit, this.period_id, this.dimensions)
        and f.offence_id is not distinct from this.offence_id and f.scope is not distinct from this.scope
    where this.figure_id = $figure and f.figure_id <> this.figure_id
    union all
    select 2, severity, '', 'check', concat(severity, ', ', rule, ': ', message) from checks where figure_id = $figure
)
order by part, first, second
