/* ---
title: Length of participation, in shorter steps
reports: [caper]
rows: stay-lengths-caper
columns: [Total, Leavers, Stayers]
--- */
select l.enrollment_id, [l.caper_label, 'Total'] as in_rows, p.in_leavers as in_columns, l.because
from stay_length l
join person p using (enrollment_id)
