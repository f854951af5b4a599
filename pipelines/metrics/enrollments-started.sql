/* ---
title: Enrollments started
question: How many enrollments began?
kind: count
unit: enrollments
group: outputs
place: 3
headline: {better: neutral}
grain: enrollment
needs: [enrollment.started_on]
control: agency
source: our own; everyone who entered a program, each time
--- */
select
  enrollment_id,
  started_on as cohort_date
from enrollment
