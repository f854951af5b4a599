/* ---
title: Number of veterans
reports: [apr, caper]
rows: veterans
columns: [Total, Without Children, With Children And Adults, Unknown Household Type]
--- */
select enrollment_id, [label, 'Total'] as in_rows, in_households as in_columns
from veteran_status
