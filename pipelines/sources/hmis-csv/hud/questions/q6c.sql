/* ---
title: Data quality, income and housing
reports: [apr, caper]
rows: [Destination 3 12, Income and Sources 4 02 at Start, Income and Sources 4 02 at Annual Assessment, Income and Sources 4 02 at Exit]
columns: [Error Count, Percent of Error Count]
mean: [Percent of Error Count]
checks:
  Destination 3 12: [destination-unknown]
--- */
with judged as (
  select p.*
  from person p
  where p.is_in_quality_universe
),
income as (
  select
    j.enrollment_id,
    r.moment,
    -- An annual assessment counts against everybody who has been there for a year, where one was due.
    r.moment <> 2 or j.days_stayed >= 365 as is_asked,
    (r.moment <> 2 or r.asked_on is not null)
      and coalesce(
        r.income_answer not in (0, 1)
          or (r.income_answer = 0 and len(r.incomes) > 0)
          or (r.income_answer = 1 and len(r.incomes) = 0),
        true
      ) as is_wrong
  from judged j
  join income_record r using (enrollment_id)
  where j.is_adult_or_head
),
element as (
  select enrollment_id, 'Destination 3 12' as element, true as is_asked, exit_destination_group = 'unknown' as is_wrong
  from judged
  where is_leaver
  union all
  select
    enrollment_id,
    [
      'Income and Sources 4 02 at Start',
      'Income and Sources 4 02 at Annual Assessment',
      'Income and Sources 4 02 at Exit'
    ][moment],
    is_asked,
    is_wrong
  from income
)
select
  enrollment_id,
  [element] as in_rows,
  [case when is_wrong then 'Error Count' end, case when is_asked or is_wrong then 'Percent of Error Count' end] as in_columns,
  is_wrong::int::double as value,
  element || case when is_wrong then ': missing or in doubt' else ': nothing is wrong' end as because
from element
