/* ---
title: Physical and mental health conditions of stayers
reports: [apr, caper]
rows: conditions
columns: split-households
--- */
select c.enrollment_id, [c.label] as in_rows, p.in_split_households as in_columns, c.label as because
from condition c
join person p using (enrollment_id)
where c.moment = 2
