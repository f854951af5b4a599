/* ---
title: Data quality, timeliness
reports: [apr, caper]
rows: ['0 days', '1-3 days', '4-6 days', '7-10 days', '11+ days']
columns: [Number of Project Start Records, Number of Project Exit Records]
departures:
  - >-
    A record made before the day that it is of counts as made on it.
checks:
  0 days: [recorded-before-event, exit-recorded-before-exit]
--- */
with record as (
  select
    enrollment_id,
    'Number of Project Start Records' as element,
    date_diff('day', started_on, start_recorded_at::date) as days
  from person
  where is_in_quality_universe and started_on >= $from
  union all
  select enrollment_id, 'Number of Project Exit Records', date_diff('day', exited_on, exit_recorded_at::date)
  from person
  where is_in_quality_universe and is_leaver
)
select
  enrollment_id,
  [
    case
      when days <= 0 then '0 days'
      when days <= 3 then '1-3 days'
      when days <= 6 then '4-6 days'
      when days <= 10 then '7-10 days'
      when days > 10 then '11+ days'
    end
  ] as in_rows,
  [element] as in_columns,
  'recorded after ' || days || ' days' as because
from record
