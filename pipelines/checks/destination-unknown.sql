/* ---
title: Exit destination not known
severity: warning
remedy: Ask where the person went and correct the destination. An unknown destination counts as no permanent home.
--- */
select
  source,
  'enrollment' as table_name,
  enrollment_id as record_id,
  enrollment_id,
  'The destination of the exit on ' || exited_on || ' is "' || exit_destination || '".' as detail
from enrollment
where exited_on is not null and exit_destination_group = 'unknown'
