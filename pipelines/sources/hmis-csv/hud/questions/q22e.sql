/* ---
title: Length of time prior to housing
reports: [apr, caper]
rows: homeless-waits
columns: households
--- */
select *
from homeless_wait
