-- What is known to be missing, each a count of its own.
select
    (
        select count(*)
        from outcomes as o
        left join ready.told_states as t on o.outcome_id = t.outcome_id
        where o.status = 'not_read' and o.is_current and t.state is null
    ) as not_read,
    (
        select count(*)
        from outcomes as o
        join ready.told_states as t on o.outcome_id = t.outcome_id
        where o.status = 'not_read' and o.is_current
    ) as not_understood,
    (select count(*) from outcomes where status = 'referred' and is_current) as referred,
    (select count(*) from campaign_requests) as requests,
    (
        select string_agg(format('{} of “{}”', n, title), ', ' order by n desc)
        from (select title, count(*) as n from campaign_requests join campaigns using (campaign_id) group by all)
    ) as by_campaign,
    (
        select count(distinct (o.campaign_id, o.source_id))
        from outcomes as o
        where o.campaign_id is not null and o.said_by = 'force'
    ) as replies,
    (select count(*) from forces where kind = 'territorial') as forces,
    (
        select count(*)
        from forces
        where kind = 'territorial' and force_id not in (select force_id from figures)
    ) as forces_without_figure,
    (
        select string_agg(name, ' and ' order by name)
        from forces
        where kind = 'special' and force_id not in (select force_id from figures)
    ) as others,
    (select count(*) from sources where read_part is distinct from 'whole') as not_whole,
    (select count(*) from sources) as sources,
    (select count(*) from all_figures where method = 'ocr') as from_scans,
    (select count(*) from documents where form = 'original') as originals
