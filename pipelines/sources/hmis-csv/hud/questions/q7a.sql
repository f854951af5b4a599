/* ---
title: Number of persons served
reports: [apr, caper]
rows:
  - Adults
  - Children
  - 'Client Doesn''t Know/Refused'
  - Data Not Collected
  - Total
  - 'For PSH & RRH - the total persons served who moved into housing'
columns: households
--- */
select
  enrollment_id,
  [
    age_group,
    'Total',
    case
      when program_type in ('permanent supportive housing', 'rapid re-housing') and moved_in_on is not null
        then 'For PSH & RRH - the total persons served who moved into housing'
    end
  ] as in_rows,
  in_households as in_columns
from person
