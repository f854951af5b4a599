/* ---
title: Placed
noun: home
place: 5
reached: had a home
waiting: still waiting for a home
left: left without a home
share_by: 90
source: HUD's effective move-in date, and HUD's permanent destinations as System Performance Measure 2 takes them
ways:
  - programs: [rapid re-housing, permanent supportive housing, permanent housing only, permanent housing with services]
    needs: [enrollment.moved_in_on, enrollment.exited_on]
    counts: >-
      The first night in the home, in permanent housing and rapid re-housing. Who left the program before it left without a home of ours, also where they
      went to a permanent home of their own.
    metric: days-to-move-in
  - programs: [street outreach, emergency shelter, night-by-night shelter, safe haven, transitional housing]
    needs: [enrollment.exited_on, enrollment.exit_destination]
    counts: The exit to a permanent home, from outreach, shelters, safe havens and transitional housing.
    leaves_out: A host home, which HUD's APR counts as a good end of a shelter stay and System Performance Measure 2 does not.
    metric: exits-to-permanent-housing
es:
  title: Con vivienda
  noun: la vivienda
  reached: con una vivienda
  waiting: en espera de una vivienda
  left: con salida sin vivienda
  source: >-
    la fecha efectiva de mudanza de HUD, y los destinos permanentes de HUD como los toma la medida de desempeño del sistema 2
  ways:
    - counts: >-
        La primera noche en la vivienda, en vivienda permanente y realojamiento rápido. Quien salió del programa antes salió sin una vivienda nuestra,
        también donde fue a una vivienda permanente propia.
    - counts: >-
        La salida a una vivienda permanente, desde el alcance en la calle, refugios, refugios seguros y vivienda de transición.
      leaves_out: >-
        Un hogar anfitrión, que el APR de HUD cuenta como un buen fin de una estancia en refugio y la medida de desempeño del sistema 2 no.
--- */
select
  enrollment_id,
  case
    when is_permanent_housing then moved_in_on
    when exit_destination_group = 'permanent' then exited_on
  end as reached_on
from enrollment
