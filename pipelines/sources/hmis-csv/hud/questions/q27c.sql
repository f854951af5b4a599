/* ---
title: Gender of youth
reports: [apr]
rows: gender
columns: households
--- */
select enrollment_id, [gender, 'Total'] as in_rows, in_households as in_columns
from person
where is_youth
