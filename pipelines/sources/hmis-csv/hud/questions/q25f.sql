/* ---
title: Cash income category of veterans
reports: [apr]
rows: income-kinds
columns: [entryIncome, annualIncome, exitIncome]
--- */
select k.enrollment_id, [k.kind, 'Total'] as in_rows, k.in_columns, k.kind as because
from income_kind k
join person p using (enrollment_id)
where p.is_veteran
