/* ---
title: Length of time between start and move-in of youth
reports: [apr]
rows: housing-waits
columns: households
mean: [Average length of time to housing]
--- */
select w.*
from move_in_wait w
join person p using (enrollment_id)
where p.is_youth
