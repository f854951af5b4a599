/* ---
title: Cash income sources of veterans
reports: [apr]
rows: income-sources
columns: [Income at Start, Income at Latest Annual Assessment for Stayers, Income at Exit for Leavers]
blank:
  Adults with Income Information at Start and Annual Assessment/Exit: [Income at Start]
--- */
select s.*
from income_source s
join person p using (enrollment_id)
where p.is_veteran
