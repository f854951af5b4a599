/* ---
title: Gender of adults
reports: [apr, caper]
rows: gender
columns: [Total, Without Children, With Children And Adults, Unknown Household Type]
--- */
select enrollment_id, [gender, 'Total'] as in_rows, in_households as in_columns
from person
where age_group = 'Adults'
