/* ---
title: Living situation
reports: [apr, caper]
rows: prior-situations
columns: households
--- */
select *
from prior_situation
