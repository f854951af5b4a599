/* ---
title: Exit destination of youth
reports: [apr]
rows: destinations
columns: households
mean: [Percentage]
--- */
select d.*
from destination d
join person p using (enrollment_id)
where p.is_youth
