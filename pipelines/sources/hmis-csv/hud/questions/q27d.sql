/* ---
title: Living situation of youth who are heads of households
reports: [apr]
rows: prior-situations
columns: households
--- */
select s.*
from prior_situation s
join person p using (enrollment_id)
where p.is_youth and p.is_head_of_household
