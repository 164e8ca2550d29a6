select period_id as id
from periods
order by
    case period_kind when 'financial_year' then 0 when 'calendar_year' then 1 when 'other' then 2 else 3 end,
    period_start desc, period_end desc
