-- What offences, measures and sources are called.
select offence_id as id, title from offences
union all
select measure_id, title from measures
union all
select source_id, title from sources
