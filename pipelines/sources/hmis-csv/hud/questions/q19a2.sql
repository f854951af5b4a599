/* ---
title: Client cash income change, from the start to the exit
reports: [apr]
rows:
  - Number of Adults with Earned Income
  - Average Change in Earned Income
  - Number of Adults with Other Income
  - Average Change in Other Income
  - 'Number of Adults with Any Income (i e , Total Income)'
  - Average Change in Overall Income
columns:
  - Had Income Category at Start and Did Not Have It at Exit
  - Retained Income Category But Had Less at Exit Than at Start
  - Retained Income Category and Same at Exit as at Start
  - Retained Income Category and Increased at Exit
  - Did Not Have the Income Category at Start and Gained the Income Category at Exit
  - Did Not Have the Income Category at Start or at Exit
  - Total Adults including those with No Income
  - Performance Measure Adults who Gained or Increased Income from Start to Exit Average Gain
  - Performance measure Percent of persons who accomplished this measure
mean:
  - Average Change in Earned Income
  - Average Change in Other Income
  - Average Change in Overall Income
  - Performance measure Percent of persons who accomplished this measure
--- */
-- The number of people in one row, how much it changed for them in the next, and the share of the successful in the last column.
select
  enrollment_id,
  [number_row, case when outcome not in ('none', 'same') then change_row end] as in_rows,
  [
    case outcome
      when 'lost' then 'Had Income Category at Start and Did Not Have It at Exit'
      when 'less' then 'Retained Income Category But Had Less at Exit Than at Start'
      when 'same' then 'Retained Income Category and Same at Exit as at Start'
      when 'more' then 'Retained Income Category and Increased at Exit'
      when 'gained' then 'Did Not Have the Income Category at Start and Gained the Income Category at Exit'
      else 'Did Not Have the Income Category at Start or at Exit'
    end,
    case
      when has_increased
        then 'Performance Measure Adults who Gained or Increased Income from Start to Exit Average Gain'
    end
  ] as in_columns,
  change as value,
  because
from income_difference
where moment = 3
union all
select
  enrollment_id,
  [number_row, case when is_total then change_row end],
  ['Total Adults including those with No Income'],
  change,
  because
from income_difference
where moment = 3
union all
select
  enrollment_id,
  [number_row],
  ['Performance measure Percent of persons who accomplished this measure'],
  has_increased::int::double,
  because
from income_difference
where moment = 3
