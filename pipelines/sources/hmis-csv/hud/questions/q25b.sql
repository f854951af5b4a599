/* ---
title: Number of veteran households
reports: [apr]
rows: veterans
columns: [Total, Without Children, With Children And Adults, Unknown Household Type]
--- */
-- A household is that of the first of the rows in which one of its adults is.
with label as (
  select label, row_number() over () as place
  from label_veterans
),
household as (
  select v.program_id, v.household_id, first(v.label order by l.place) as label
  from veteran_status v
  join label l using (label)
  group by v.program_id, v.household_id
)
select
  p.enrollment_id,
  [coalesce(h.label, 'Data not collected'), 'Total'] as in_rows,
  p.in_households as in_columns
from person p
left join household h using (program_id, household_id)
where p.is_head_of_household and p.household <> 'With Only Children'
