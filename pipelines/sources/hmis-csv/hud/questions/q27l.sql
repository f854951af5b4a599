/* ---
title: Length of time prior to housing of youth
reports: [apr]
rows: homeless-waits
columns: households
--- */
select w.*
from homeless_wait w
join person p using (enrollment_id)
where p.is_youth
