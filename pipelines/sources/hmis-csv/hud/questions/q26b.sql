/* ---
title: Number of chronically homeless persons
reports: [apr, caper]
rows: chronic
columns: households
--- */
select enrollment_id, [chronic_label, 'Total'] as in_rows, in_households as in_columns
from person
