/* ---
title: Chronic homeless status of heads of households
reports: [apr]
rows: chronic
columns: households
--- */
select enrollment_id, [chronic_label, 'Total'] as in_rows, in_households as in_columns
from person
where is_head_of_household
