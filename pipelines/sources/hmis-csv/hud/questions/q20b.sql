/* ---
title: Number of non-cash benefit sources
reports: [apr]
rows: [No sources, One or more source(s), 'Client Doesn''t Know/Refused', Not collected/annual assessment not due, Total]
columns: [Benefit at Start, Benefit at Latest Annual Assessment for Stayers, Benefit at Exit for Leavers]
--- */
select
  r.enrollment_id,
  [
    case
      when r.moment = 2 and r.asked_on is null then 'Not collected/annual assessment not due'
      when r.benefits_answer = 1 or len(r.benefits) > 0 then 'One or more source(s)'
      when r.benefits_answer = 0 then 'No sources'
      when r.benefits_answer in (8, 9) then 'Client Doesn''t Know/Refused'
      else 'Not collected/annual assessment not due'
    end,
    'Total'
  ] as in_rows,
  [['Benefit at Start', 'Benefit at Latest Annual Assessment for Stayers', 'Benefit at Exit for Leavers'][r.moment]] as in_columns,
  'benefits: ' || len(r.benefits) as because
from income_record r
join person p using (enrollment_id)
where p.age >= 18
