/* ---
title: Gender of veterans
reports: [apr]
rows: gender
columns: [Total, Without Children, With Children And Adults, Unknown Household Type]
--- */
select enrollment_id, [gender, 'Total'] as in_rows, in_households as in_columns
from person
where is_veteran
