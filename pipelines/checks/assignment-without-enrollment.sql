/* ---
title: Assignment of an unknown enrollment
severity: warning
guidance: >-
  Assignments are matched to stays by the enrollment’s own id. One that matches none adds to nobody’s caseload; many of them mean that another id
  was exported, such as the client’s.
remedy: Use the enrollment ids of the source system in assignment.csv. The assignment is not counted.
touches: [assignment.enrollment_id]
--- */
select
  a.source,
  'assignment' as table_name,
  a.enrollment_id as record_id,
  a.enrollment_id,
  'The assignment from ' || a.valid_from || ' is of an enrollment that is not in the data.' as detail
from given.assignment a
left join given.enrollment e using (enrollment_id)
where e.enrollment_id is null
