/* ---
title: Non-cash benefit sources of chronically homeless persons
reports: [apr]
rows: benefits
columns: [Benefit at Start, Benefit at Latest Annual Assessment for Stayers, Benefit at Exit for Leavers]
--- */
select b.*
from benefit b
join person p using (enrollment_id)
where p.is_chronic and p.age >= 18
