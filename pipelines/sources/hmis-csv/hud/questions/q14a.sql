/* ---
title: Domestic violence history
reports: [apr, caper]
rows: answers
columns: households
--- */
select enrollment_id, [is_survivor, 'Total'] as in_rows, in_columns, because
from domestic_violence
