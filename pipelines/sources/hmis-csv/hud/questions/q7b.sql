/* ---
title: Point-in-time count of persons on the last Wednesday
reports: [apr, caper]
rows: [January, April, July, October]
columns: households
--- */
select t.enrollment_id, [t.month] as in_rows, ['Total', s.household] as in_columns, 'there on ' || t.day as because
from point_in_time t
join stay s using (enrollment_id)
