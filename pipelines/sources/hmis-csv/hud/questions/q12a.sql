/* ---
title: Race
reports: [apr, caper]
rows: race
columns: households
--- */
select enrollment_id, [race, 'Total'] as in_rows, in_households as in_columns
from person
