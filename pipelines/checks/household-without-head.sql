/* ---
title: Household without a head
severity: error
guidance: >-
  Households are counted by their head of household, and members inherit the head’s move-in date. Without a head the household is in no figure of
  households and nobody in it counts as housed.
remedy: Say who the head of this household is. Without one the household is not counted and nobody inherits a move-in date.
touches: [enrollment.is_head_of_household]
es:
  title: Hogar sin jefe
  guidance: >-
    Los hogares se cuentan por su jefe de hogar, y los miembros heredan la fecha de mudanza del jefe. Sin jefe, el hogar no está en ninguna cifra de
    hogares y nadie en él cuenta con vivienda.
  remedy: Diga quién es el jefe de este hogar. Sin uno, el hogar no se cuenta y nadie hereda una fecha de mudanza.
  details:
    'None of the {1} people in this household is its head.':
      'Ninguna de las {1} personas de este hogar es su jefe.'
--- */
select
  any_value(source) as source,
  'enrollment' as table_name,
  min(enrollment_id) as record_id,
  min(enrollment_id) as enrollment_id,
  'None of the ' || count(*) || ' people in this household is its head.' as detail
from enrollment
where household_id is not null
group by program_id, household_id
having not bool_or(is_head_of_household)
