/* ---
title: Still housed
noun: half a year in it
place: 6
after: placed
reached: still had it half a year later
waiting: less than half a year in their home so far
left: lost it before
share_by: 180
source: HUD System Performance Measure 2, over our programs only
ways:
  - programs: [rapid re-housing, permanent supportive housing, permanent housing only, permanent housing with services]
    needs: [enrollment.moved_in_on, enrollment.exited_on, enrollment.exit_destination]
    counts: >-
      The 180th day after the move-in, where the household had neither left the program for anything but a permanent home nor, after leaving for one,
      come back to our programs by then.
    leaves_out: A home that was lost without a return to a program in the data; nobody tells us of it. A destination that nobody knows counts as lost.
    metric: returned-to-our-programs
  - programs: [street outreach, emergency shelter, night-by-night shelter, safe haven, transitional housing]
    needs: [enrollment.exited_on, enrollment.exit_destination]
    counts: The 180th day after the exit to a permanent home, where nobody had come back to our programs by then.
    leaves_out: A home that was lost without a return to a program in the data; nobody tells us of it.
    metric: returned-to-our-programs
es:
  title: Sigue con vivienda
  noun: medio año en ella
  reached: todavía con ella medio año después
  waiting: con menos de medio año en su vivienda hasta ahora
  left: que la perdieron antes
  source: HUD, medida de desempeño del sistema 2, solo en nuestros programas
  ways:
    - counts: >-
        El día 180 después de la mudanza, donde hasta entonces el hogar no había salido del programa a otra cosa que una vivienda permanente ni, tras
        salir a una, vuelto a nuestros programas.
      leaves_out: >-
        Una vivienda que se perdió sin un retorno a un programa que esté en los datos; nadie nos lo dice. Un destino que nadie conoce cuenta como
        perdida.
    - counts: >-
        El día 180 después de la salida a una vivienda permanente, donde hasta entonces nadie había vuelto a nuestros programas.
      leaves_out: Una vivienda que se perdió sin un retorno a un programa que esté en los datos; nadie nos lo dice.
--- */
-- Who died, at home or later as far as our records say, neither kept the home nor lost it: that is an end of its own.
with placed as (
  select
    e.enrollment_id,
    s.reached_on as placed_on,
    case when e.exited_on >= s.reached_on and e.exit_destination_group <> 'permanent' then e.exited_on end as gone_on,
    e.exit_destination_group as gone_to,
    r.returned_on,
    r.died_on,
    e.observed_until
  from case_stage s
  join enrollment e using (enrollment_id)
  left join return_after_exit() r using (enrollment_id)
  where s.stage = 'placed' and s.reached_on is not null
),
ended as (
  select
    *,
    case when least(gone_on, returned_on, died_on) <= least(placed_on + $share_by, observed_until) then least(gone_on, returned_on, died_on) end as ended_on
  from placed
)
select
  enrollment_id,
  case when ended_on is null and placed_on + $share_by <= observed_until then placed_on + $share_by end as reached_on,
  ended_on,
  case when ended_on = gone_on then gone_to when ended_on = died_on then 'excluded' when ended_on = returned_on then 'returned' end as ended_as
from ended
