/* ---
title: Number of conditions of stayers
reports: [apr]
rows: condition-counts
columns: split-households
--- */
select enrollment_id, [label, 'Total'] as in_rows, in_columns, label as because
from condition_count
where moment = 2
