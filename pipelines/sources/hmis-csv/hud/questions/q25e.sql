/* ---
title: Physical and mental health conditions of veterans
reports: [apr]
rows: conditions
columns: [Conditions At Start, Conditions At Latest Assessment for Stayers, Conditions At Exit for Leavers]
--- */
select
  c.enrollment_id,
  [c.label] as in_rows,
  [
    ['Conditions At Start', 'Conditions At Latest Assessment for Stayers', 'Conditions At Exit for Leavers'][c.moment]
  ] as in_columns,
  c.label as because
from condition c
join person p using (enrollment_id)
where p.is_veteran
