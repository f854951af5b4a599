/* ---
row: a stay in one of the projects that was active in the period
after: [chosen]
--- */
select
  s.*,
  e."RelationshipToHoH" as relationship,
  e."DisablingCondition" as disabling_answer,
  case s.household_type
    when 'adults only' then 'Without Children'
    when 'adults and children' then 'With Children And Adults'
    when 'children only' then 'With Only Children'
    else 'Unknown Household Type'
  end as household
from served($from, $to) s
join chosen using (program_id)
join hmis_csv."Enrollment" e on e.source = s.source and e."EnrollmentID" = s.enrollment_id
