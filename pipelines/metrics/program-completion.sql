/* ---
title: Programs completed
question: Of those who left, how many had completed the program?
finding: '{value} of {n} came after the program was completed.'
kind: ratio
unit: exits
group: plans, referrals and work
asks: better off
place: 4
headline: {better: higher}
grain: enrollment that ended
counts: >-
  Every exit, by its day, from a program that says of at least half of its exits whether it was completed. Where such a program does not say it of an exit,
  that exit stays in the count as not completed.
leaves_out: >-
  People who died, and people who were transferred to another program, which is an exit whose reason begins with "transfer". Exits from programs that
  say of fewer than half of them whether it was completed: they do not ask.
needs: [enrollment.exited_on, enrollment.completed_program]
control: shared
case_mix: [program_type, household_type]
source: our own
hud:
  like: HMIS data element R17, Project Completion Status
  differs: >-
    HUD asks for it in programs for runaway and homeless youth only; other programs that fill it in count here too, and those that do not are left out. HMIS
    has no reason for an exit that would tell a transfer, so there transfers stay in the count.
--- */
select
  enrollment_id,
  exited_on as cohort_date,
  coalesce(completed_program, false) as success,
  exit_recorded_by as recorded_by
from completion_exit()
