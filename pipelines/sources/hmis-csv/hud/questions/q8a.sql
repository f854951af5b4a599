/* ---
title: Households served
reports: [apr, caper]
rows: [Total Households, Moved In Households]
columns: households
--- */
select
  enrollment_id,
  [
    'Total Households',
    case
      when program_type in ('permanent supportive housing', 'rapid re-housing') and moved_in_on is not null then 'Moved In Households'
    end
  ] as in_rows,
  in_households as in_columns
from person
where is_head_of_household
