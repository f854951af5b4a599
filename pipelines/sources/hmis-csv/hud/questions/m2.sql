/* ---
title: Returns to homelessness of persons who left for permanent housing two years before
reports: [spm]
rows:
  - 'Exit was from SO'
  - 'Exit was from ES'
  - 'Exit was from TH'
  - 'Exit was from SH'
  - 'Exit was from PH'
  - 'Total Returns to Homelessness'
columns:
  - 'Total Number of Persons who Exited to a Permanent Housing Destination (2 Years Prior)'
  - 'Number Returning to Homelessness in Less than 6 Months (0 - 180 days)'
  - 'Percentage of Returns in Less than 6 Months (0 - 180 days)'
  - 'Number Returning to Homelessness from 6 to 12 Months (181 - 365 days)'
  - 'Percentage of Returns from 6 to 12 Months (181 - 365 days)'
  - 'Number Returning to Homelessness from 13 to 24 Months (366 - 730 days)'
  - 'Percentage of Returns from 13 to 24 Months (366 - 730 days)'
  - 'Number of Returns in 2 Years'
  - 'Percentage of Returns in 2 Years'
mean:
  - 'Percentage of Returns in Less than 6 Months (0 - 180 days)'
  - 'Percentage of Returns from 6 to 12 Months (181 - 365 days)'
  - 'Percentage of Returns from 13 to 24 Months (366 - 730 days)'
  - 'Percentage of Returns in 2 Years'
--- */
with left_for_home as (
  select
    r.enrollment_id,
    [
      'Exit was from ' || case
        when r.is_permanent_housing then 'PH'
        when r.program_type = 'street outreach' then 'SO'
        when r.program_type = 'transitional housing' then 'TH'
        when r.program_type = 'safe haven' then 'SH'
        else 'ES'
      end,
      'Total Returns to Homelessness'
    ] as in_rows,
    r.returned_on - r.exited_on as days
  from spm_return($from::date - 730, $to::date - 730) r
  join chosen using (program_id)
),
span as (
  from (values
    (0, 180, 'Number Returning to Homelessness in Less than 6 Months (0 - 180 days)', 'Percentage of Returns in Less than 6 Months (0 - 180 days)'),
    (181, 365, 'Number Returning to Homelessness from 6 to 12 Months (181 - 365 days)', 'Percentage of Returns from 6 to 12 Months (181 - 365 days)'),
    (366, 730, 'Number Returning to Homelessness from 13 to 24 Months (366 - 730 days)', 'Percentage of Returns from 13 to 24 Months (366 - 730 days)'),
    (0, 730, 'Number of Returns in 2 Years', 'Percentage of Returns in 2 Years')
  ) s(least_days, most_days, number_column, share_column)
)
select
  l.enrollment_id,
  l.in_rows,
  ['Total Number of Persons who Exited to a Permanent Housing Destination (2 Years Prior)'] as in_columns,
  null as value,
  coalesce('came back after ' || l.days || ' days', 'did not come back') as because
from left_for_home l
union all
select
  l.enrollment_id,
  l.in_rows,
  [case when l.days between s.least_days and s.most_days then s.number_column end, s.share_column],
  coalesce(l.days between s.least_days and s.most_days, false)::int::double,
  coalesce('came back after ' || l.days || ' days', 'did not come back')
from left_for_home l
cross join span s
