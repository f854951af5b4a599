/* ---
title: Goals achieved
question: Do people reach the goals that we set together?
finding: People reached {value} of {n}.
kind: ratio
unit: goals
group: plans, referrals and work
asks: better off
place: 3
headline: {better: higher}
grain: goal that was closed or whose day has passed
settles_after: 90
counts: >-
  Every goal that was closed, or whose target day has come, by the earlier of the two days: so a goal stays in its period, whenever it is closed. It is
  achieved where it was closed so, also when that was later than the target. Goals not achieved, dropped, closed without a word, or still open after their
  day stay in the count, also where the person has left since. A goal that ended on a day nobody wrote down counts on its target day; before that, on
  the day it was set.
leaves_out: >-
  Open goals whose day has not come, or that have none. Goals of somebody who died that were still open then and due on that day or later.
needs: [goal.set_on, goal.target_on, goal.closed_on, goal.status]
control: shared
case_mix: [program_type, household_type]
source: our own
es:
  title: Metas logradas
  question: ¿Alcanzan las personas las metas que fijamos juntos?
  finding: Las personas alcanzaron {value} de {n}.
  grain: meta que se cerró o cuyo día ha pasado
  counts: >-
    Cada meta que se cerró, o cuyo día previsto ha llegado, por el primero de los dos días; así una meta permanece en su período, se cierre cuando se
    cierre. Está lograda donde se cerró así, también si fue después de lo previsto. Las metas no logradas, abandonadas, cerradas sin que conste cómo,
    o aún abiertas después de su día siguen en la cuenta, también donde la persona ya salió. Una meta que terminó un día que nadie anotó cuenta en su
    día previsto; antes de ese, en el día en que se fijó.
  leaves_out: >-
    Las metas abiertas cuyo día no ha llegado, o que no tienen día. Las metas de quien falleció que seguían abiertas entonces y correspondían a ese
    día o a uno posterior.
  source: nuestra
--- */
with known as (
  select
    g.*,
    coalesce(g.status = 'achieved', false) as is_achieved,
    g.closed_on is not null or coalesce(g.status in ('achieved', 'not achieved', 'dropped'), false) as is_closed,
    case when g.target_on <= g.observed_until then g.target_on end as passed_on,
    case when e.exit_destination = 'deceased' then e.exited_on end as died_on
  from goal g
  join enrollment e using (enrollment_id)
),
ended as (
  select *, greatest(set_on, least(closed_on, passed_on)) as ended_on
  from known
  where is_closed or passed_on is not null
)
select
  enrollment_id,
  goal_id as record_id,
  ended_on as cohort_date,
  is_achieved as success,
  domain as event,
  recorded_by
from ended
where is_achieved or died_on is null or ended_on < died_on
