/* ---
title: Physical and mental health conditions of veterans
reports: [apr]
rows: conditions
columns: [Conditions At Start, Conditions At Latest Assessment for Stayers, Conditions At Exit for Leavers]
departures:
  - >-
    HUD's test kit prints the last two columns the wrong way round, as its Q13b1 and Q13c1 show; here they stand as they are named.
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
