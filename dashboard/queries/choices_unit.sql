select distinct unit as id, unit as label from all_figures where unit is not null order by id desc
