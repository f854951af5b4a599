/* ---
title: Change in total income of adults who left, in CoC-funded projects
reports: [spm]
rows:
  - 'Universe: Number of adults who exited (system leavers)'
  - 'Number of adults who exited with increased total income'
  - 'Percentage of adults who increased total income'
columns: ['Current FY']
mean: ['Percentage of adults who increased total income']
--- */
select
  enrollment_id,
  [
    'Universe: Number of adults who exited (system leavers)',
    case when income.later > income.before then 'Number of adults who exited with increased total income' end,
    'Percentage of adults who increased total income'
  ] as in_rows,
  ['Current FY'] as in_columns,
  coalesce(income.later > income.before, false)::int::double as value,
  coalesce('before: ' || income.before, 'before: not known') || coalesce(', later: ' || income.later, ', later: not known') as because
from system_income
where income.kind = 'total' and has_left
