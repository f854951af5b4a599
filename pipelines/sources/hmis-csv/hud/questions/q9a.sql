/* ---
title: Number of persons contacted
reports: [apr, caper]
rows: contacts
columns:
  - All Persons Contacted
  - First contact NOT staying on the Streets ES or SH
  - First contact WAS staying on the Streets ES or SH
  - First contact Worker unable to determine
--- */
select enrollment_id, [label, 'Total'] as in_rows, in_columns, because
from contacted
