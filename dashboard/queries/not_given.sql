-- What a force was asked about activist groups and gave no number or name of: the answers of answers.sql that hold, without those
-- that were answered.
select * from {answers} where is_current and about_ocag and figures is null and state not in ('answered', 'not_read')
