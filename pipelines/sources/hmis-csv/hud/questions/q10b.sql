/* ---
title: Gender of children
reports: [apr, caper]
rows: gender
columns: [Total, With Children And Adults, With Only Children, Unknown Household Type]
--- */
select enrollment_id, [gender, 'Total'] as in_rows, in_households as in_columns
from person
where age_group = 'Children'
