/* ---
title: Household without a head
severity: error
guidance: >-
  Households are counted by their head of household, and members inherit the head’s move-in date. Without a head the household is in no figure of
  households and nobody in it counts as housed.
remedy: Say who the head of this household is. Without one the household is not counted and nobody inherits a move-in date.
touches: [enrollment.is_head_of_household]
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
