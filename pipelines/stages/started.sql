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
es:
  title: Con inicio
  noun: el inicio
  reached: con inicio
  source: nuestra
  ways:
    - counts: El primer día de la inscripción.
--- */
select enrollment_id, started_on as reached_on
from enrollment
