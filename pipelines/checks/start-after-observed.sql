/* ---
title: Start after the end of the export
severity: error
remedy: Correct the start date if it is a slip. An enrollment that begins later than the data is known is not counted yet.
--- */
select
  source,
  'enrollment' as table_name,
  enrollment_id as record_id,
  enrollment_id,
  'The start on ' || started_on || ' lies after ' || observed_until || ', up to which the data is known.' as detail
from given.enrollment
where started_on > observed_until
