/* ---
title: Started
noun: start
place: 2
reached: started
source: our own
ways:
  - needs: [enrollment.started_on]
    counts: The first day of the enrollment.
    metric: enrollments-started
--- */
select enrollment_id, started_on as reached_on
from enrollment
