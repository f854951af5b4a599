/* ---
row: a stay that was there on the last Wednesday of January, April, July or October
after: [stay]
--- */
with day as (
  select monthname(d) as month, max(d)::date as day
  from generate_series($from::date, $to::date, interval 1 day) t(d)
  where dayofweek(d) = 3 and month(d) in (1, 4, 7, 10)
  group by monthname(d)
)
-- In permanent housing from the move-in on; where people live, the day of the exit is not counted.
select s.enrollment_id, s.program_id, s.household_id, d.month, d.day
from stay s
join day d on s.started_on <= d.day
where (not s.is_permanent_housing or s.moved_in_on <= d.day)
  and case
    when s.program_type = 'night-by-night shelter' then exists (
      select 1
      from contact c
      where c.enrollment_id = s.enrollment_id and c.is_bed_night and c.occurred_on = d.day
    )
    when s.is_permanent_housing or s.program_type in ('emergency shelter', 'transitional housing', 'safe haven')
      then s.exited_on is null or s.exited_on > d.day
    else s.exited_on is null or s.exited_on >= d.day
  end
