-- The one row that names the release, with its counts and what its licences want to be said.

insert into release
select
    $release, $built_at, $version,
    (select count(*) from sources), (select count(*) from documents),
    (select count(*) from figures), (select count(*) from figures where area_kind = 'force'),
    (select count(distinct force_id) from figures where area_kind = 'force'),
    (select count(*) from outcomes), (select count(*) from checks),
    (
        select coalesce(list(concat_ws(': ', title, note) order by source_id), [])
        from sources where licence is not null and note is not null
    );
