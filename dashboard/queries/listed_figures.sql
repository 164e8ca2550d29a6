-- One row a figure without a breakdown, of arrests or about activist groups, with what a list of bars says of it; `whole` is
-- that of wholes.sql, `part_of` that of longer.sql.
-- `apart`: why it is counted apart from exact numbers of their own.
-- `about_ocag`: its heading is its measure, as that of arrests on the evidence of police officers who posed as children.
-- `is_one_operation`: three forces or more gave the same for one span of days. `shown`: in which list of the page it stands.
select
    {drawn:f}, f.force_id, coalesce(n.short_name, f.force) as force, f.measure_id, f.measure, f.unit, f.offence_id, f.offence,
    f.section as section_of_law, f.about_children, f.measure_id = 'arrests_police_decoy' as is_decoy, m.about_ocag or is_decoy as about_ocag, f.scope, f.period_id, f.period_start, f.period_end, f.area_kind, f.year, f.within,
    w.whole, t.part_of,
    case
        when t.part_of is not null or w.whole_id in (select figure_id from figures join measures using (measure_id) where about_ocag)
            then 'inside another'
        when len(f.doubts) > 0 then 'in doubt' when state in ('value', 'conflicting') then null
        when f.symbol = '[c]' then 'withheld' else 'without an exact number'
    end as apart,
    case when starts_with(f.offence_id, 'group:') then 0 when contains(f.section, '(') then 2 else 1 end as depth,
    f.period_kind = 'other'
    and 3 <= count(distinct f.force_id) over (partition by f.measure_id, f.unit, f.offence_id, f.period_id) as is_one_operation,
    case
        when f.measure_id = 'suspect_deaths_ocag' then 'never drawn'
        when {is_again:f} then 'the same number again'
        when (m.about_ocag or is_decoy) and f.area_kind <> 'force' then 'groups_areas'
        when f.area_kind <> 'force' then 'not of a force'
        when f.measure_id = 'arrests_ocag' then 'on evidence'
        when m.about_ocag then 'groups_other'
        when f.about_children <> 'yes' then 's127'
        when f.measure_id = 'arrests_online_cso_team' then 'team'
        when f.measure_id = 'arrests_own_resources' then 'beside those on evidence'
        else 'force'
    end as shown
from figures as f
join measures as m using (measure_id)
left join forces as n using (force_id)
left join {wholes} as w using (figure_id)
left join ready.longer as t using (figure_id)
where (m.counts_arrests or m.about_ocag) and cardinality(f.dimensions) = 0
order by f.nation nulls last, force, f.period_start nulls last, depth, f.period_end, f.measure, f.offence_id
