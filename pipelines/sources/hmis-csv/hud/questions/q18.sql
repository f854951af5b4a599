/* ---
title: Client cash income category, earned and other income
reports: [apr]
rows:
  - 'Adults with Only Earned Income (i e , Employment Income)'
  - Adults with Only Other Income
  - Adults with Both Earned and Other Income
  - Adults with No Income
  - 'Client Doesn''t Know/Refused'
  - Missing Income Information
  - No Annual Required
  - Required Annual Missing
  - Total
  - '1 or more source of income'
  - Adults with Income Information at Start and Annual Assessment/Exit
columns: [entryIncome, annualIncome, exitIncome]
blank:
  No Annual Required: [entryIncome, exitIncome]
  Required Annual Missing: [entryIncome, exitIncome]
  Adults with Income Information at Start and Annual Assessment/Exit: [entryIncome]
--- */
select
  k.enrollment_id,
  [
    k.kind,
    'Total',
    case when k.has_income then '1 or more source of income' end,
    case when k.is_compared then 'Adults with Income Information at Start and Annual Assessment/Exit' end
  ] as in_rows,
  k.in_columns,
  k.kind as because
from income_kind k
join person p using (enrollment_id)
where p.age >= 18
