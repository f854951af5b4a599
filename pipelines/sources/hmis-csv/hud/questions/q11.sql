/* ---
title: Age
reports: [apr, caper]
rows: age
columns: households
--- */
select enrollment_id, [age_label, 'Total'] as in_rows, in_households as in_columns
from person
