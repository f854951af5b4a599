/* ---
title: Exit destination
reports: [apr, caper]
rows: destinations
columns: households
mean: [Percentage]
--- */
select *
from destination
