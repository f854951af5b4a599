/* ---
title: Length of participation
reports: [apr]
rows: stay-lengths
columns: [Total, Leavers, Stayers]
departures:
  - >-
    The longest row begins at 1,825 days, as in HUD's test kit.
--- */
select l.enrollment_id, [l.apr_label, 'Total'] as in_rows, p.in_leavers as in_columns, l.because
from stay_length l
join person p using (enrollment_id)
