/* ---
row: an adult of a CoC-funded project who stayed a year or left, with their income then and at the record before
after: [stay]
--- */
with funded as (
  select distinct f.source, f."ProjectID" as program_id
  from hmis_csv."Funder" f
  where f."Funder" in (2, 3, 4, 5, 43, 44, 54, 55) and f."StartDate" <= $to and coalesce(f."EndDate", $to::date) >= $from
),
client_stay as (
  select s.*, bool_and(s.is_leaver) over (partition by s.client_id) as has_left
  from stay s
  join funded using (source, program_id)
  where s.is_permanent_housing or s.program_type in ('transitional housing', 'safe haven')
),
latest as (
  select *
  from client_stay
  where has_left or (not is_leaver and $to::date - started_on >= 365)
  qualify row_number() over (partition by client_id order by started_on desc, source_order desc nulls last, enrollment_id desc) = 1
),
-- What was told at the start, at the exit, and at each anniversary; of several records of a day the one that was changed last.
record as (
  select i.enrollment_id, i.stage, i.assessed_on, i.earned, i.other, i.total
  from income i
  join latest l using (enrollment_id)
  where i.assessed_on <= $to
    and case i.stage
      when 'start' then i.assessed_on = l.started_on
      when 'exit' then l.has_left and i.assessed_on = l.exited_on
      when 'annual' then not l.has_left and exists (
        select 1
        from annual_assessment() a
        where a.enrollment_id = i.enrollment_id and i.assessed_on between a.counts_from and a.counts_until
      )
    end
  qualify row_number() over (
    partition by i.enrollment_id, i.stage, i.assessed_on
    order by coalesce(i.updated_at, i.recorded_at) desc nulls last, i.income_id
  ) = 1
),
later as (
  select *
  from record
  where stage <> 'start'
  qualify row_number() over (partition by enrollment_id order by assessed_on desc) = 1
),
before as (
  select r.*
  from record r
  left join later t using (enrollment_id)
  where r.stage <> 'exit' and (t.assessed_on is null or r.assessed_on < t.assessed_on or (t.stage = 'exit' and r.stage = 'start'))
  qualify row_number() over (partition by r.enrollment_id order by r.assessed_on desc) = 1
)
select
  l.enrollment_id,
  l.has_left,
  unnest([
    {kind: 'earned', before: coalesce(b.earned, 0), later: coalesce(t.earned, 0)},
    {kind: 'non-employment cash', before: coalesce(b.other, 0), later: coalesce(t.other, 0)},
    {kind: 'total', before: b.total, later: t.total}
  ]) as income
from latest l
join before b using (enrollment_id)
left join later t using (enrollment_id)
where l.is_adult
