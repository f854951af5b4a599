/* ---
title: Household with several heads
severity: error
guidance: >-
  Households are counted by their head of household. With two of them one household counts twice, its move-in is told twice, and HUD’s reports flag
  it.
remedy: Leave one head of household and correct the others' relationship.
touches: [enrollment.is_head_of_household]
es:
  title: Hogar con varios jefes
  guidance: >-
    Los hogares se cuentan por su jefe de hogar. Con dos, un hogar cuenta dos veces, su mudanza se dice dos veces, y los informes de HUD lo señalan.
  remedy: Deje un jefe de hogar y corrija la relación de los demás.
  details:
    '{1} people of this household are its head.':
      '{1} personas de este hogar figuran como su jefe.'
--- */
select
  any_value(source) as source,
  'enrollment' as table_name,
  max(enrollment_id) as record_id,
  max(enrollment_id) as enrollment_id,
  count(distinct client_id) || ' people of this household are its head.' as detail
from enrollment
where household_id is not null and is_head_of_household
group by program_id, household_id
having count(distinct client_id) > 1
