/* ---
row: a source of income that somebody who left had at the exit, or that they had none, or that it is known; with and without a disabling condition
after: [income_record]
--- */
with known as (
  select r.enrollment_id, r.incomes, r.income_answer, p.disabling_answer, p.household
  from income_record r
  join person p using (enrollment_id)
  where r.moment = 3 and r.income_answer in (0, 1) and p.disabling_answer in (0, 1)
),
found as (
  select distinct k.enrollment_id, l.short as source, k.disabling_answer, k.household
  from known k
  join label_income_sources l on list_contains(k.incomes, l.source)
  where l.short <> ''
  union all
  select enrollment_id, 'No Sources', disabling_answer, household
  from known
  where len(incomes) = 0
  union all
  select enrollment_id, 'Unduplicated Total Adults', disabling_answer, household
  from known
)
select
  enrollment_id,
  [source] as in_rows,
  [
    case disabling_answer when 1 then 'disabling_condition_' else 'no_disabling_condition_' end || household,
    'all_' || household,
    case when source <> 'Unduplicated Total Adults' then household || '_percent' end
  ] as in_columns,
  disabling_answer::double as value,
  source || case disabling_answer when 1 then ', with a disabling condition' else ', without a disabling condition' end as because
from found
