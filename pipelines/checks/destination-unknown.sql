/* ---
title: Exit destination not known
severity: warning
guidance: >-
  Exits to permanent housing are counted out of all exits, and “client doesn’t know”, “prefers not to answer” and “data not collected” stay in that
  count as no permanent home. This is the field that lowers outcome figures most often, here and in HUD’s reports.
remedy: Ask where the person went and correct the destination. An unknown destination counts as no permanent home.
touches: [enrollment.exit_destination]
--- */
select
  source,
  'enrollment' as table_name,
  enrollment_id as record_id,
  enrollment_id,
  'The destination of the exit on ' || exited_on || ' is "' || exit_destination || '".' as detail
from enrollment
where exited_on is not null and exit_destination_group = 'unknown'
