/* ---
title: Exit destination of veterans
reports: [apr]
rows: destinations
columns: households
mean: [Percentage]
--- */
select d.*
from destination d
join person p using (enrollment_id)
where p.is_veteran
