/* ---
title: Persons fleeing domestic violence
reports: [apr, caper]
rows: answers
columns: households
--- */
select enrollment_id, [is_fleeing, 'Total'] as in_rows, in_columns, because
from domestic_violence
where is_survivor = 'Yes'
