/* ---
title: Data quality, inactive records
reports: [apr, caper]
rows: ['Contact (Adults and Heads of Household in Street Outreach or ES – NBN)', 'Bed Night (All clients in ES – NBN)']
columns: [Number of Records, Number of Inactive Records, Percent of Inactive Records]
mean: [Percent of Inactive Records]
checks:
  Contact (Adults and Heads of Household in Street Outreach or ES – NBN): [contact-outside-stay]
  Bed Night (All clients in ES – NBN): [nights-missing]
--- */
with open as (
  select *
  from person
  where is_in_quality_universe and not is_leaver and $to::date - started_on >= 90
    and program_type in ('street outreach', 'night-by-night shelter')
),
seen as (
  select
    enrollment_id,
    max(occurred_on) filter (kind = 'outreach' and result = 'attended') as met_on,
    max(occurred_on) filter (is_bed_night) as slept_on
  from contact
  where occurred_on <= $to
  group by enrollment_id
),
record as (
  select
    o.enrollment_id,
    'Contact (Adults and Heads of Household in Street Outreach or ES – NBN)' as label,
    coalesce(s.met_on, o.started_on) as last_on
  from open o
  left join seen s using (enrollment_id)
  where o.is_adult_or_head
  union all
  select o.enrollment_id, 'Bed Night (All clients in ES – NBN)', coalesce(s.slept_on, o.started_on)
  from open o
  left join seen s using (enrollment_id)
  where o.program_type = 'night-by-night shelter'
)
select
  enrollment_id,
  [label] as in_rows,
  [
    'Number of Records',
    case when $to::date - last_on > 90 then 'Number of Inactive Records' end,
    'Percent of Inactive Records'
  ] as in_columns,
  ($to::date - last_on > 90)::int::double as value,
  'last seen on ' || last_on as because
from record
