/* ---
rule: >-
  everybody who was active in a period, one row per enrollment, with the facts about them that HUD's reports tell, such as age, type of household, leaver
  or stayer, and length of stay
after: [active_enrollment, household_type_of, is_in_quality_universe]
parameters: [first_day, last_day]
es:
  rule: >-
    toda persona que estuvo activa en un período, una fila por inscripción, con los datos sobre ella que dicen los informes de HUD, como edad, tipo
    de hogar, si salió o permanece, y duración de la estancia
--- */
-- Age, and with it who is an adult and the type of a household, is that at the later of start and period start. What lies after the
-- period has not happened yet in it.
with aged as (
  select
    e.*,
    least(last_day, e.observed_until) as known_until,
    date_sub('year', c.birth_date, greatest(e.started_on, first_day))::integer as age
  from active_enrollment(first_day, last_day) e
  left join client c using (client_id)
),
household as (
  select program_id, household_id, household_type_of(list(age)) as household_type_served, max(age) < 25 as is_young
  from aged
  group by program_id, household_id
),
night as (
  select enrollment_id, count(distinct occurred_on)::integer as nights
  from contact
  where is_bed_night and occurred_on <= last_day
  group by enrollment_id
)
select
  a.* exclude (household_type) replace (
    case when a.moved_in_on <= last_day then a.moved_in_on end as moved_in_on,
    case when a.engaged_on <= last_day then a.engaged_on end as engaged_on
  ),
  a.age >= 18 as is_adult,
  coalesce(a.exited_on <= last_day, false) as is_leaver,
  coalesce(h.household_type_served, household_type_of([a.age])) as household_type,
  -- Youth: 12 to 24 in a household in which nobody is known to be older; parenting where a child lives in it.
  coalesce(a.age between 12 and 24 and h.is_young, false) as is_youth,
  coalesce(a.age between 18 and 24 and h.is_young and h.household_type_served = 'adults and children', false) as is_parenting_youth,
  -- Length of stay: the day of the exit is not counted; in night-by-night shelter the nights are.
  case
    when a.program_type = 'night-by-night shelter' then coalesce(n.nights, 0)
    else least(coalesce(a.exited_on, a.known_until + 1), a.known_until + 1) - a.started_on
  end as days_stayed,
  is_in_quality_universe(a.program_type, a.engaged_on, last_day) as is_in_quality_universe
from aged a
left join household h using (program_id, household_id)
left join night n using (enrollment_id)
