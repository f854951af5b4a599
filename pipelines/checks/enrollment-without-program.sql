/* ---
title: Enrollment in an unknown program
severity: error
remedy: Export the program's record with it. The enrollment is counted, under no program.
--- */
select
  e.source,
  'enrollment' as table_name,
  e.enrollment_id as record_id,
  e.enrollment_id,
  'The program of this enrollment is not in the export.' as detail
from enrollment e
left join given.program p using (program_id)
where p.program_id is null
