/* ---
columns:
  enrollment_id: [Enrollment.EnrollmentID]
  client_id: [Enrollment.PersonalID]
  household_id: [Enrollment.HouseholdID]
  is_head_of_household: [Enrollment.RelationshipToHoH]
  program_id: [Enrollment.ProjectID]
  started_on: [Enrollment.EntryDate]
  start_recorded_at: [Enrollment.DateCreated]
  engaged_on: [Enrollment.DateOfEngagement]
  moved_in_on: [Enrollment.MoveInDate]
  exited_on: [Exit.ExitDate]
  exit_recorded_at: [Exit.DateCreated]
  exit_recorded_by: [Exit.UserID]
  exit_destination: [Exit.Destination]
  exit_destination_group: [Exit.Destination]
  completed_program: [Exit.ProjectCompletionStatus]
  prior_living_situation: [Enrollment.LivingSituation]
  homeless_since: [Enrollment.DateToStreetESSH]
--- */
with last_exit as (
  -- One exit per enrollment: of several, the one that was updated last.
  select *
  from hmis_csv."Exit"
  qualify row_number() over (
    partition by source, "EnrollmentID"
    order by coalesce("DateUpdated", "DateCreated") desc nulls last, "ExitDate" desc, "ExitID"
  ) = 1
)
select
  e.source,
  e.batch_id,
  o.observed_until,
  e."DateCreated" as recorded_at,
  e."UserID" as recorded_by,
  e."DateUpdated" as updated_at,
  e."EnrollmentID" as enrollment_id,
  e."PersonalID" as client_id,
  e."HouseholdID" as household_id,
  coalesce(e."RelationshipToHoH" = 1, false) as is_head_of_household,
  e."ProjectID" as program_id,
  e."EntryDate" as started_on,
  e."DateCreated" as start_recorded_at,
  e."DateOfEngagement" as engaged_on,
  e."MoveInDate" as moved_in_on,
  x."ExitDate" as exited_on,
  x."DateCreated" as exit_recorded_at,
  x."UserID" as exit_recorded_by,
  case when x."ExitDate" is not null then coalesce(d.name, 'not collected') end as exit_destination,
  case
    when x."ExitDate" is null then null
    -- HMIS.md: destinations that leave the denominator, by program type.
    when p."ProjectType" = 4 and x."Destination" in (206, 329, 24) then 'excluded'
    when p."ProjectType" is distinct from 4 and x."Destination" in (206, 215, 225, 24) then 'excluded'
    else coalesce(d.destination_group, 'unknown')
  end as exit_destination_group,
  case x."ProjectCompletionStatus" when 1 then true when 2 then false when 3 then false end as completed_program,
  coalesce(l.name, 'not collected') as prior_living_situation,
  e."DateToStreetESSH" as homeless_since
from hmis_csv."Enrollment" e
join hmis_csv.observed o on o.source = e.source and o."ProjectID" = e."ProjectID"
left join hmis_csv."Project" p on p.source = e.source and p."ProjectID" = e."ProjectID"
left join last_exit x on x.source = e.source and x."EnrollmentID" = e."EnrollmentID"
left join code.living_situation d
  on d.code = x."Destination"::varchar
  and d.subsidy is not distinct from case
    when x."Destination" = 435 and x."DestinationSubsidyType"::varchar in (select subsidy from code.living_situation where code = '435')
      then x."DestinationSubsidyType"::varchar
  end
left join code.living_situation l
  on l.code = e."LivingSituation"::varchar
  and l.subsidy is not distinct from case
    when e."LivingSituation" = 435 and e."RentalSubsidyType"::varchar in (select subsidy from code.living_situation where code = '435')
      then e."RentalSubsidyType"::varchar
  end
