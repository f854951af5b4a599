/* ---
title: Type of non-cash benefit sources
reports: [apr, caper]
rows: benefits
columns: [Benefit at Start, Benefit at Latest Annual Assessment for Stayers, Benefit at Exit for Leavers]
--- */
select b.*
from benefit b
join person p using (enrollment_id)
where p.age >= 18
