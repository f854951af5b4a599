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
  disabling_condition: [Enrollment.DisablingCondition]
  prior_stay_was_short: [Enrollment.LOSUnderThreshold]
  came_from_the_street: [Enrollment.PreviousStreetESSH]
  homeless_since: [Enrollment.DateToStreetESSH]
  times_homeless: [Enrollment.TimesHomelessPastThreeYears]
  months_homeless: [Enrollment.MonthsHomelessPastThreeYears]
--- */
with last_exit as (
  -- One exit per enrollment: of several, the one that was updated last.
  select *
  from hmis_csv."Exit"
  qualify row_number() over (
    partition by source, "EnrollmentID"
    order by coalesce("DateUpdated", "DateCreated") desc nulls last, "ExitDate" desc, "ExitID"
  ) = 1
),
-- A disability found at the start makes the condition disabling, whatever is written there. Developmental ones and HIV need no more said.
disabled as (
  select distinct source, "EnrollmentID"
  from hmis_csv."Disabilities"
  where "DataCollectionStage" = 1
    and "DisabilityResponse" in (1, 2, 3)
    and ("IndefiniteAndImpairs" = 1 or "DisabilityType" in (6, 8))
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
  coalesce(e."HouseholdID", e."EnrollmentID") as household_id,
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
  case x."ProjectCompletionStatus" when 1 then true when 2 then false when 3 then false end as completed_program,
  coalesce(l.name, 'not collected') as prior_living_situation,
  case
    when e."DisablingCondition" = 1 or b."EnrollmentID" is not null then 'yes'
    when e."DisablingCondition" = 0 then 'no'
    when e."DisablingCondition" = 8 then 'does not know'
    when e."DisablingCondition" = 9 then 'declined'
    else 'not collected'
  end as disabling_condition,
  case e."LOSUnderThreshold" when 1 then true when 0 then false end as prior_stay_was_short,
  case e."PreviousStreetESSH" when 1 then true when 0 then false end as came_from_the_street,
  e."DateToStreetESSH" as homeless_since,
  case when e."TimesHomelessPastThreeYears" between 1 and 4 then e."TimesHomelessPastThreeYears" end as times_homeless,
  -- 101 is one month, 113 more than twelve.
  case when e."MonthsHomelessPastThreeYears" between 101 and 113 then e."MonthsHomelessPastThreeYears" - 100 end as months_homeless
from hmis_csv."Enrollment" e
join hmis_csv.observed o on o.source = e.source and o."ProjectID" = e."ProjectID"
left join last_exit x on x.source = e.source and x."EnrollmentID" = e."EnrollmentID"
left join disabled b on b.source = e.source and b."EnrollmentID" = e."EnrollmentID"
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
