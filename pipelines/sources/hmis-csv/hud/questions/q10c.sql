/* ---
title: Gender of persons missing age information
reports: [apr, caper]
rows: gender
columns: households
--- */
select enrollment_id, [gender, 'Total'] as in_rows, in_households as in_columns
from person
where age is null
