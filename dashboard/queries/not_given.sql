-- What a force was asked about activist groups and gave no number or name of: the answers that hold, without those that
-- were answered.
select *
from ready.every_answer
where is_current and about_ocag and figures is null and state not in ('answered', 'not_read')
order by nation is null, nation, force, reference, question nulls last, outcome_id
