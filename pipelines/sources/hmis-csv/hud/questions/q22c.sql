/* ---
title: Length of time between project start and housing move-in
reports: [apr, caper]
rows: housing-waits
columns: households
mean: [Average length of time to housing]
--- */
select *
from move_in_wait
