/* ---
columns:
  enrollment_id: [enrollment.enrollment_id]
  client_id: [enrollment.client_id]
  household_id: [enrollment.household_id]
  is_head_of_household: [enrollment.is_head_of_household, enrollment.household_id]
  program_id: [enrollment.program_id]
  referred_on: [enrollment.referred_on]
  started_on: [enrollment.started_on]
  start_recorded_at: [enrollment.start_recorded_at, enrollment.recorded_at]
  engaged_on: [enrollment.engaged_on]
  moved_in_on: [enrollment.moved_in_on]
  exited_on: [enrollment.exited_on]
  exit_recorded_at: [enrollment.exit_recorded_at]
  exit_recorded_by: [enrollment.exit_recorded_by]
  exit_destination: [enrollment.exit_destination]
  exit_destination_group: [enrollment.exit_destination_group, enrollment.exit_destination]
  exit_reason: [enrollment.exit_reason]
  completed_program: [enrollment.completed_program]
  prior_living_situation: [enrollment.prior_living_situation]
  homeless_since: [enrollment.homeless_since]
--- */
-- Without a household id a person came alone; so did the only one who has an id.
with stay as (
  select *, count(distinct client_id) over (partition by source, program_id, household_id) as people
  from canonical_csv.enrollment
)
select
  r.source,
  r.batch_id,
  o.observed_until,
  coalesce(r.recorded_at, r.start_recorded_at) as recorded_at,
  r.recorded_by,
  r.updated_at,
  r.enrollment_id,
  r.client_id,
  coalesce(r.household_id, r.enrollment_id) as household_id,
  coalesce(r.is_head_of_household, r.household_id is null or r.people = 1) as is_head_of_household,
  r.program_id,
  r.referred_on,
  r.started_on,
  coalesce(r.start_recorded_at, r.recorded_at) as start_recorded_at,
  r.engaged_on,
  r.moved_in_on,
  r.exited_on,
  case when r.exited_on is not null then r.exit_recorded_at end as exit_recorded_at,
  case when r.exited_on is not null then r.exit_recorded_by end as exit_recorded_by,
  case when r.exited_on is not null then coalesce(r.exit_destination, 'not collected') end as exit_destination,
  case when r.exited_on is not null then r.exit_destination_group end as exit_destination_group,
  case when r.exited_on is not null then r.exit_reason end as exit_reason,
  case when r.exited_on is not null then r.completed_program end as completed_program,
  coalesce(r.prior_living_situation, 'not collected') as prior_living_situation,
  r.homeless_since
from stay r
join canonical_csv.observed o on o.source = r.source and o.program_id = r.program_id
