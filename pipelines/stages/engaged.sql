/* ---
title: Engaged
noun: engagement
place: 3
reached: became engaged
waiting: not engaged yet
left: left before becoming engaged
share_by: 7
source: HUD's date of engagement in outreach and night-by-night shelter (APR Q9b); the first contact elsewhere is our own
ways:
  - programs: [street outreach, night-by-night shelter]
    needs: [enrollment.engaged_on]
    counts: The date of engagement that outreach or the shelter wrote down, from the start to the exit.
    metric: outreach-engagement-rate
  - needs: [contact.casework, contact.result]
    counts: >-
      The first contact that came about, from the start to the exit. Attempts, missed and cancelled appointments are none, nor is a night in a
      shelter bed. HMIS keeps no contacts of workers outside of outreach, only services, so there it is not collected.
    metric: days-to-first-contact
es:
  title: Con vinculación
  noun: la vinculación
  reached: con vinculación
  waiting: todavía sin vinculación
  left: con salida antes de la vinculación
  source: >-
    la fecha de vinculación de HUD en alcance en la calle y refugio noche a noche (APR Q9b); el primer contacto en lo demás es nuestro
  ways:
    - counts: La fecha de vinculación que anotó el alcance en la calle o el refugio, desde el inicio hasta la salida.
    - counts: >-
        El primer contacto que se logró, desde el inicio hasta la salida. Los intentos y las citas perdidas o canceladas no lo son, ni tampoco una noche
        en la cama de un refugio. HMIS no guarda contactos de los trabajadores fuera del alcance en la calle, solo servicios, así que allí no se
        recopila.
--- */
select
  e.enrollment_id,
  case
    when e.program_type in ('street outreach', 'night-by-night shelter')
      then case when e.engaged_on between e.started_on and coalesce(e.exited_on, e.observed_until) then e.engaged_on end
    else c.first_on
  end as reached_on
from enrollment e
left join first_contact() c using (enrollment_id)
