/* ---
title: Age of chronically homeless persons
reports: [apr]
rows: ['0 - 17', '18-24', '25-34', '35-44', '45-54', '55-61', '62+', 'Client Doesn''t Know/Refused', Data Not Collected, Total]
columns: households
--- */
select enrollment_id, [case when age < 18 then '0 - 17' else age_label end, 'Total'] as in_rows, in_households as in_columns
from person
where is_chronic
