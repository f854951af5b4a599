/* ---
title: Average and median length of participation of youth in days
reports: [apr]
rows: [Average Length, Median Length]
columns: [Leavers, Stayers]
mean: [Average Length]
median: [Median Length]
--- */
select
  enrollment_id,
  ['Average Length', 'Median Length'] as in_rows,
  [case when is_leaver then 'Leavers' else 'Stayers' end] as in_columns,
  days_stayed::double as value,
  days_stayed || ' days' as because
from person
where is_youth
