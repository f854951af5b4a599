/* ---
row: an adult whose income is known at two moments, by kind of income and how it changed, from the start to the later one
after: [income_record]
--- */
with pair as (
  select
    a.enrollment_id,
    b.moment,
    unnest([
      {kind: 'Earned', before: coalesce(a.earned, 0), later: coalesce(b.earned, 0)},
      {kind: 'Other', before: coalesce(a.other, 0), later: coalesce(b.other, 0)},
      {kind: 'Any', before: a.total, later: b.total}
    ]) as income
  from income_record a
  join income_record b on b.enrollment_id = a.enrollment_id and b.moment > 1
  join person p on p.enrollment_id = a.enrollment_id
  where a.moment = 1 and p.age >= 18 and a.total is not null and b.total is not null
)
select
  enrollment_id,
  moment,
  case income.kind
    when 'Any' then 'Number of Adults with Any Income (i e , Total Income)'
    else 'Number of Adults with ' || income.kind || ' Income'
  end as number_row,
  'Average Change in ' || case income.kind when 'Any' then 'Overall' else income.kind end || ' Income' as change_row,
  income.kind = 'Any' as is_total,
  (income.later - income.before)::double as change,
  income.later > income.before as has_increased,
  case
    when income.later = 0 and income.before = 0 then 'none'
    when income.later = 0 then 'lost'
    when income.before = 0 then 'gained'
    when income.later < income.before then 'less'
    when income.later = income.before then 'same'
    else 'more'
  end as outcome,
  lower(income.kind) || ' income: ' || income.before || ', later ' || income.later as because
from pair
