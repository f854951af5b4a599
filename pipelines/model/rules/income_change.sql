/* ---
rule: >-
  monthly income of adults served in a period, at the start and later: at the exit of those who left, at the annual assessment of those who stayed;
  the day is empty where no assessment was due yet, an income where it is not known (HUD APR Q19)
after: [annual_assessment, served]
parameters: [first_day, last_day]
departures:
  - >-
    HUD takes the last anniversary before the end of the report, whenever it was. Here it must lie in the period, so that in periods shorter than a
    year nobody is counted twice for one assessment. For a year it is the same.
  - An annual assessment counts up to 30 days after the anniversary, also after the end of the period, as far as the data goes.
--- */
with due as (
  select enrollment_id, max(anniversary) as anniversary, arg_max(assessed_on[-1], anniversary) as assessed_on
  from annual_assessment()
  where anniversary between first_day and last_day
  group by enrollment_id
),
known as (
  select
    s.*,
    case when s.is_leaver then 'at the exit' else 'at the annual assessment' end as compared,
    case when s.is_leaver then s.exited_on else d.anniversary end as due_on,
    case when s.is_leaver then s.exited_on else d.assessed_on end as later_on
  from served(first_day, last_day) s
  left join due d using (enrollment_id)
  where s.is_adult
),
-- Of several records of one day the one that was changed last.
record as (
  select
    enrollment_id, assessed_on, stage,
    arg_max({'earned': earned, 'other': other, 'total': total}, (coalesce(updated_at, recorded_at), income_id)) as income
  from income
  group by all
)
select
  k.*,
  a.income.earned as earned_before,
  a.income.other as other_before,
  a.income.total as total_before,
  b.income.earned as earned_after,
  b.income.other as other_after,
  b.income.total as total_after
from known k
left join record a on a.enrollment_id = k.enrollment_id and a.stage = 'start' and a.assessed_on = k.started_on
left join record b
  on b.enrollment_id = k.enrollment_id and b.assessed_on = k.later_on and b.stage = case when k.is_leaver then 'exit' else 'annual' end
