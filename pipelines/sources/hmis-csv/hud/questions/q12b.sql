/* ---
title: Ethnicity
reports: [apr, caper]
rows: ethnicity
columns: households
--- */
select enrollment_id, [ethnicity, 'Total'] as in_rows, in_households as in_columns
from person
