/* ---
title: Length of participation by household type
reports: [caper]
rows: stay-lengths-caper
columns: households
--- */
select l.enrollment_id, [l.caper_label, 'Total'] as in_rows, p.in_households as in_columns, l.because
from stay_length l
join person p using (enrollment_id)
