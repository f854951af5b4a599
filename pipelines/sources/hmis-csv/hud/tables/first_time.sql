/* ---
row: a person who came in in the period, by whether they had been homeless or in housing of the system in the two years before
after: [stay]
--- */
-- Measure 5.1 is of those who came into shelter or transitional housing, 5.2 of those who came into permanent housing, too.
with entry as (
  select
    m.measure,
    s.client_id,
    first(s.enrollment_id order by s.started_on, s.source_order) as enrollment_id,
    min(s.started_on) as started_on
  from stay s
  join (values (1), (2)) m(measure) on m.measure = 2 or not s.is_permanent_housing
  where s.started_on >= $from
    and (
      s.is_permanent_housing
      or s.program_type in ('emergency shelter', 'night-by-night shelter', 'safe haven', 'transitional housing')
    )
  group by m.measure, s.client_id
)
select
  n.measure,
  n.enrollment_id,
  max(e.started_on) as here_before_on
from entry n
left join (
  select e.*
  from enrollment e
  join chosen using (program_id)
  where e.is_permanent_housing
    or e.program_type in ('emergency shelter', 'night-by-night shelter', 'safe haven', 'transitional housing')
) e
  on e.client_id = n.client_id and e.started_on < n.started_on and coalesce(e.exited_on, n.started_on) >= n.started_on - 730
group by n.measure, n.enrollment_id
