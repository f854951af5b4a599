/* ---
row: a person's stay in a program
after: [client, program]
given:
  enrollment_id: uuid
  source_order: integer                # order of the source's own ids among enrollments of one day (ties.ts)
  client_id: uuid
  household_id: uuid
  is_head_of_household: boolean
  program_id: uuid
  referred_on: date
  started_on: date
  start_recorded_at: timestamp
  engaged_on: date
  moved_in_on: date
  exited_on: date
  exit_recorded_at: timestamp
  exit_recorded_by: uuid
  exit_destination: varchar
  exit_destination_group: varchar
  exit_reason: varchar
  completed_program: boolean
  prior_living_situation: varchar
  disabling_condition: varchar
  prior_stay_was_short: boolean        # under 90 days in an institution, under 7 nights in housing
  came_from_the_street: boolean        # the night before that stay: on the streets or in a shelter
  homeless_since: date
  times_homeless: integer              # in the past three years; 4 is four or more
  months_homeless: integer             # in the past three years; 13 is more than twelve
departures:
  - >-
    A household's type, by which figures are split, is that of all members who were ever in it, by their age on the day they started, so it is the same in every period. HUD takes
    those who are active in the period, by their age at its beginning where that is later.
  - >-
    A move-in date counts up to the last day known. HUD drops one after the period's end; a figure of ours that asks who had moved in asks for the
    day.
  - >-
    A household may come back under the same id. The head's move-in date is passed on to those members only whose stay overlaps the head's; HUD's rule
    does not say.
  - >-
    A rental with an ongoing subsidy of which no valid kind is given stands under its own name, as “rental, subsidy not said”, and counts as unknown.
    HUD's tables count it under “data not collected”.
  - >-
    Where two of a person's enrollments start on one day, HUD takes the one with the larger id. Ids are text here: a longer one is larger, of two
    equally long ones the one later in the alphabet. For numbers that is the same.
es:
  row: la estancia de una persona en un programa
  departures:
    - >-
      El tipo de un hogar, por el que se dividen las cifras, es el de todos los miembros que alguna vez estuvieron en él, por su edad el día en que
      iniciaron, de modo que es el mismo en todo período. HUD toma a quienes están activos en el período, por su edad al comienzo de este donde es
      posterior.
    - >-
      Una fecha de mudanza cuenta hasta el último día que se conoce. HUD descarta la que es posterior al fin del período; una cifra nuestra que
      pregunta quién se había mudado pregunta por el día.
    - >-
      Un hogar puede volver con el mismo identificador. La fecha de mudanza del jefe pasa solo a los miembros cuya estancia coincide en parte con la
      del jefe; la regla de HUD no lo dice.
    - >-
      Un alquiler con subsidio continuo del que no se indica ninguna clase válida aparece con su propio nombre, “alquiler, sin decir qué subsidio”, y
      cuenta como desconocido. Las tablas de HUD lo cuentan en “no se recopiló”.
    - >-
      Donde dos inscripciones de una persona inician el mismo día, HUD toma la del identificador mayor. Aquí los identificadores son texto; uno más
      largo es mayor, y de dos igual de largos, el posterior en el alfabeto. Con números es lo mismo.
--- */
with known as (
  -- What lies after the last observed day has not happened yet, as far as this store knows.
  select
    g.* replace (
      coalesce(j.person_id, g.client_id) as client_id,
      coalesce(g.disabling_condition, c.disabling_condition) as disabling_condition,
      case when g.engaged_on <= g.observed_until then g.engaged_on end as engaged_on,
      case when g.exited_on <= g.observed_until then g.exited_on end as exited_on,
      case when g.exited_on <= g.observed_until then g.exit_recorded_at end as exit_recorded_at,
      case when g.exited_on <= g.observed_until then g.exit_recorded_by end as exit_recorded_by,
      case when g.exited_on <= g.observed_until then g.exit_destination end as exit_destination,
      -- HMIS.md: destinations that leave the denominator, by program type. A source may settle the group itself.
      case when g.exited_on <= g.observed_until then
        case
          when g.exit_destination_group is not null then g.exit_destination_group
          when d.excluded_from = 'everywhere'
            or (d.excluded_from = 'outreach' and p.program_type = 'street outreach')
            or (d.excluded_from = 'not outreach' and p.program_type is distinct from 'street outreach')
            then 'excluded'
          else coalesce(d.destination_group, 'unknown')
        end
      end as exit_destination_group,
      case when g.exited_on <= g.observed_until then g.exit_reason end as exit_reason,
      case when g.exited_on <= g.observed_until then g.completed_program end as completed_program
    ),
    g.client_id as known_as, -- the client as this source knows them; a crosswalk may join them to another's
    p.program_type,
    coalesce(p.is_permanent_housing, false) as is_permanent_housing,
    date_sub('year', c.birth_date, g.started_on)::int as age_at_start,
    string_split(d.positive_from, '; ') as positive_from,
    came_homeless(p.program_type, l.destination_group, g.prior_stay_was_short, g.came_from_the_street) as came_homeless
  from given.enrollment g
  left join program p using (program_id)
  left join given.person j on j.client_id = g.client_id
  left join client c on c.client_id = coalesce(j.person_id, g.client_id)
  left join model.living_situation d on d.value = g.exit_destination
  left join model.living_situation l on l.value = g.prior_living_situation
  where g.started_on <= g.observed_until
),
-- HMIS.md, effective move-in: a date before one's own start, after one's own exit or not yet observed is dropped.
own as (
  select
    *,
    case
      when moved_in_on >= started_on and moved_in_on <= coalesce(exited_on, observed_until) and moved_in_on <= observed_until
        then moved_in_on
    end as own_move_in,
    case disabling_condition when 'yes' then true when 'no' then false end
      and came_homeless
      and long_homeless(started_on, homeless_since, times_homeless, months_homeless) as chronic_alone
  from known
),
-- The head's stay that overlaps one's own: households may come back under the same id.
head as (
  select
    o.enrollment_id,
    arg_min(h.own_move_in, (h.started_on, h.enrollment_id)) filter (h.own_move_in is not null) as move_in,
    arg_min(h.client_id, (h.started_on, h.enrollment_id)) as client_id
  from own o
  join own h
    on h.is_head_of_household
    and h.program_id = o.program_id
    and h.household_id = o.household_id
    and h.started_on <= coalesce(o.exited_on, date '9999-12-31')
    and coalesce(h.exited_on, date '9999-12-31') >= o.started_on
  group by o.enrollment_id
),
household as (
  select
    program_id,
    household_id,
    household_type_of(list(age_at_start)) as household_type
  from known
  where household_id is not null
  group by all
)
select
  o.* exclude (own_move_in, is_permanent_housing, positive_from, chronic_alone) replace (
    case
      when not o.is_permanent_housing then o.started_on
      when o.own_move_in is not null then o.own_move_in
      when o.is_head_of_household then null
      when h.move_in >= o.started_on and h.move_in <= coalesce(o.exited_on, o.observed_until) then h.move_in
      when h.move_in < o.started_on then o.started_on
    end as moved_in_on
  ),
  o.is_permanent_housing,
  hh.household_type,
  -- Members of one household are not independent facts: figures are clustered by its head.
  case when o.is_head_of_household then o.client_id else coalesce(h.client_id, o.client_id) end as household_head_id,
  -- HMIS.md, "Permanent destinations": null where still enrolled or where the destination takes the exit out of the count. From
  -- outreach many a roof is better than the street; from shelters and transitional housing a host home counts too.
  case
    when o.exited_on is null or o.exit_destination_group = 'excluded' then null
    else o.exit_destination_group = 'permanent' or coalesce(
      list_contains(
        o.positive_from,
        case
          when o.program_type = 'street outreach' then 'outreach'
          when o.program_type in ('emergency shelter', 'night-by-night shelter', 'transitional housing') then 'shelter'
        end
      ),
      false
    )
  end as exit_is_positive,
  -- HMIS.md, Q5a: whoever came with a head or an adult who was chronically homeless is, too.
  case
    when bool_or(coalesce(o.chronic_alone, false) and (o.is_head_of_household or o.age_at_start >= 18)) over together
      or o.chronic_alone
      then 'yes'
    when o.chronic_alone is null then 'not known'
    else 'no'
  end as chronically_homeless
from own o
left join head h using (enrollment_id)
left join household hh using (program_id, household_id)
window together as (partition by o.program_id, o.household_id, o.started_on)
