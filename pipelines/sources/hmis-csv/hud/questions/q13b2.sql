/* ---
title: Number of conditions at the exit
reports: [apr]
rows: condition-counts
columns: split-households
--- */
select enrollment_id, [label, 'Total'] as in_rows, in_columns, label as because
from condition_count
where moment = 3
