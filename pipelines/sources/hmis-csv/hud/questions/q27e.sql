/* ---
title: Length of participation of youth
reports: [apr]
rows: stay-lengths
columns: [Total, Leavers, Stayers]
--- */
select l.enrollment_id, [l.apr_label, 'Total'] as in_rows, p.in_leavers as in_columns, l.because
from stay_length l
join person p using (enrollment_id)
where p.is_youth
