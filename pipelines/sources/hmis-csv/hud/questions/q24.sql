/* ---
title: Homelessness prevention, housing assessment at exit
reports: [caper]
rows: prevention-outcomes
columns: households
--- */
select
  p.enrollment_id,
  [l.label, 'Total'] as in_rows,
  p.in_households as in_columns,
  l.label as because
from person p
join hmis_csv."Exit" x on x.source = p.source and x."EnrollmentID" = p.enrollment_id and x."ExitDate" = p.exited_on
join label_prevention_outcomes l
  on l.assessment = coalesce(x."HousingAssessment", 99)::varchar and l.subsidy in ('', x."SubsidyInformation"::varchar)
where p.is_leaver and p.program_type = 'homelessness prevention'
