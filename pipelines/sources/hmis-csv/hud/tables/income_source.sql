/* ---
row: a source of income that a person had at a moment, or that their income was known then and at the start
after: [income_record]
--- */
with found as (
  select r.enrollment_id, r.moment, l.label
  from income_record r
  join label_income_sources l on list_contains(r.incomes, l.source)
  union all
  select enrollment_id, moment, 'Adults with Income Information at Start and Annual Assessment/Exit'
  from income_record
  where moment > 1 and is_compared
)
select
  enrollment_id,
  [label] as in_rows,
  [['Income at Start', 'Income at Latest Annual Assessment for Stayers', 'Income at Exit for Leavers'][moment]] as in_columns,
  label as because
from found
