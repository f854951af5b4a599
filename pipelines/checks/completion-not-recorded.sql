/* ---
title: Exit without a word of completion
severity: warning
guidance: >-
  Program completion is counted out of all exits of programs that record it. An exit without an answer counts as not completed, so that leaving the
  field empty never makes the figure better.
remedy: Enter whether the person completed the program. Until then the exit counts as not completed, as the program says it of most others.
touches: [enrollment.completed_program]
--- */
select
  source,
  'enrollment' as table_name,
  enrollment_id as record_id,
  enrollment_id,
  'Nobody wrote down whether the program was completed at the exit on ' || exited_on || '.' as detail
from completion_exit()
where completed_program is null
