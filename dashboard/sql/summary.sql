-- What the Overview counts; official series, whose licence is named, apart from what was asked and answered.
select
    (select count(*) from (select *, source_kind = 'official' and licence is not null as is_series from figures) where not is_series) as figures,
    (select count(*) from (select *, source_kind = 'official' and licence is not null as is_series from figures) where is_series) as series,
    (
        select count(*) from figures
        where source_kind in ('force_response', 'disclosure_log') and hand in ('own_document', 'own_transcript')
    ) as own,
    (select count(*) from (select *, source_kind = 'official' and licence is not null as is_series from figures) where hand = 'second_hand' and not is_series) as second_hand,
    (select count(*) from (select *, source_kind = 'official' and licence is not null as is_series from figures) where review <> 'unreviewed' and not is_series) as reviewed,
    (select count(*) from sources) as sources,
    (select count(*) from sources where read_part = 'whole') as read_whole,
    (select count(*) from sources where read_part = 'opening') as read_opening,
    (select count(*) from sources where read_part = 'part') as read_part,
    (select count(*) from forces where kind = 'territorial') as forces,
    (
        select coalesce(max(n), 0)
        from (
            select count(distinct f.force_id) as n
            from figures as f
            join forces as p using (force_id)
            where p.kind = 'territorial' and not (f.source_kind = 'official' and f.licence is not null) and cardinality(f.dimensions) = 0 and f.period_kind <> 'unknown'
            group by f.measure_id, f.unit, f.offence_id, f.scope, f.period_id
        )
    ) as fullest
