/* ---
row: a benefit that a person had at a moment
after: [income_record]
--- */
select
  r.enrollment_id,
  [l.label] as in_rows,
  [['Benefit at Start', 'Benefit at Latest Annual Assessment for Stayers', 'Benefit at Exit for Leavers'][r.moment]] as in_columns,
  l.label as because
from income_record r
join label_benefits l on list_contains(r.benefits, l.source)
