select distinct year::varchar as id, year::varchar as label from all_figures where year is not null order by id desc
