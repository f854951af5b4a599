/* ---
title: Enrollments started
question: How many enrollments began?
finding: '{value} began.'
kind: count
unit: enrollments
group: outputs
place: 3
headline: {better: neutral}
grain: enrollment
counts: Every enrollment of a person in a program, by the day of its start. Somebody who enters two programs, or one program twice, counts twice.
leaves_out: Enrollments that begin after the last day known.
needs: [enrollment.started_on]
control: agency
source: our own; everyone who entered a program, each time
--- */
select
  enrollment_id,
  started_on as cohort_date
from enrollment
