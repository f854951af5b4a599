/* ---
title: Point-in-time count of households on the last Wednesday
reports: [apr, caper]
rows: [January, April, July, October]
columns: households
--- */
-- A household was there where any of its members was; its head stands for it.
select distinct h.enrollment_id, [t.month] as in_rows, ['Total', h.household] as in_columns, 'there on ' || t.day as because
from point_in_time t
join stay h using (program_id, household_id)
where h.is_head_of_household
