/* ---
title: Health insurance
reports: [apr, caper]
rows: insurance
columns: [At Start, At Annual Assessment for Stayers, At Exit for Leavers]
--- */
with covered as (
  select
    enrollment_id,
    insurances,
    insurance_answer,
    moment = 2 and asked_on is null as is_not_due,
    [['At Start', 'At Annual Assessment for Stayers', 'At Exit for Leavers'][moment]] as in_columns
  from income_record
)
select
  enrollment_id,
  [
    case
      when is_not_due then 'Annual assessment not required'
      when len(insurances) = 1 then 'One source of insurance'
      when len(insurances) > 1 then 'More than one source of insurance'
      when insurance_answer in (0, 1) then 'No health insurance'
      when insurance_answer in (8, 9) then 'Client Doesn''t Know/Refused'
      else 'Data Not Collected'
    end
  ] as in_rows,
  in_columns,
  'insurances: ' || len(insurances) as because
from covered
union all
select c.enrollment_id, [l.label], c.in_columns, l.label
from covered c
join label_insurance l on list_contains(c.insurances, l.source)
where not c.is_not_due
