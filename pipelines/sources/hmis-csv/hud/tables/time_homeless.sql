/* ---
row: a person who was homeless in the period, by each way in which the system's first measure counts it, with the nights
after: [chosen]
--- */
-- Nights are numbered from the first day of October 2012, before which HUD does not look. The day of an exit is no night.
with spell as (
  select
    e.enrollment_id,
    e.client_id,
    case
      when e.is_permanent_housing then 'permanent'
      when e.program_type = 'transitional housing' then 'transitional'
      else 'shelter'
    end as kind,
    e.program_type = 'night-by-night shelter' as is_by_night,
    coalesce(e.came_homeless, false) as came_homeless,
    e.started_on - date '2012-10-01' as first_night,
    least(coalesce(e.exited_on, $to::date + 1), $to::date + 1) - date '2012-10-01' as end_night,
    e.moved_in_on - date '2012-10-01' as home_night,
    e.homeless_since - date '2012-10-01' as since_night,
    -- Time in permanent housing before the home counts where it began or ended in the period.
    e.started_on >= $from
      or (e.moved_in_on > $from and e.moved_in_on <= $to)
      or (e.moved_in_on is null and e.exited_on between $from and $to) as is_of_period
  from enrollment e
  join chosen using (program_id)
  where e.started_on <= $to
    and (
      e.is_permanent_housing
      or e.program_type in ('emergency shelter', 'night-by-night shelter', 'safe haven', 'transitional housing')
    )
),
night as (
  select enrollment_id, client_id, kind, false as is_before, unnest(range(greatest(first_night, 0), end_night)) as night
  from spell
  where kind <> 'permanent' and not is_by_night
  union all
  select s.enrollment_id, s.client_id, s.kind, false, c.occurred_on - date '2012-10-01'
  from spell s
  join contact c using (enrollment_id)
  where s.is_by_night
    and c.is_bed_night
    and c.occurred_on <= $to
    and c.occurred_on - date '2012-10-01' between greatest(s.first_night, 0) and s.end_night
  union all
  select enrollment_id, client_id, kind, false, unnest(range(greatest(first_night, 0), least(coalesce(home_night, end_night), end_night)))
  from spell
  where kind = 'permanent' and came_homeless and is_of_period
  union all
  select enrollment_id, client_id, kind, true, unnest(range(greatest(since_night, 0), first_night))
  from spell
  where came_homeless and since_night is not null and first_night >= 0 and (kind <> 'permanent' or is_of_period)
),
housed as (
  select distinct client_id, kind, unnest(range(greatest(coalesce(home_night, first_night), 0), end_night)) as night
  from spell
  where kind = 'transitional' or (kind = 'permanent' and home_night is not null)
),
measure as (
  from (values
    ('Persons in ES-EE, ES-NbN, and SH', false, false),
    ('Persons in ES-EE, ES-NbN, SH, and TH', true, false),
    ('Persons in ES-EE, ES-NbN, SH, and PH', false, true),
    ('Persons in ES-EE, ES-NbN, SH, TH, and PH', true, true)
  ) m(label, with_transitional, with_before)
),
kept as (
  select m.label, n.client_id, n.night, bool_or(not n.is_before) as is_counted, any_value(n.enrollment_id) as enrollment_id
  from night n
  join measure m
    on (n.kind <> 'transitional' or m.with_transitional)
    and (m.with_before or (n.kind <> 'permanent' and not n.is_before))
  where not exists (
    select 1
    from housed h
    where h.client_id = n.client_id and h.night = n.night and (h.kind = 'permanent' or not m.with_transitional)
  )
  group by m.label, n.client_id, n.night
),
-- The year that ends with the last night in the period, and nights without a gap before it.
last_night as (
  select
    k.label,
    k.client_id,
    arg_max(k.enrollment_id, k.night) as enrollment_id,
    max(k.night) as last_night,
    greatest(max(k.night) - 364, coalesce(any_value(c.birth_date) - date '2012-10-01', 0)) as first_night
  from kept k
  left join client c using (client_id)
  where k.is_counted and k.night between $from::date - date '2012-10-01' and $to::date - date '2012-10-01'
  group by k.label, k.client_id
),
run as (
  select label, client_id, night, night - row_number() over (partition by label, client_id order by night) as run
  from kept
),
run_end as (
  select *, max(night) over (partition by label, client_id, run) as end_night
  from run
)
select l.label, l.enrollment_id, count(*)::double as nights
from last_night l
join run_end r using (label, client_id)
where r.night <= l.last_night and (r.night >= l.first_night or r.end_night >= l.first_night)
group by l.label, l.client_id, l.enrollment_id
