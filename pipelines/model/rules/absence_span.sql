/* ---
rule: >-
  each unbroken time in which a worker was away, in calendar days and in business days, and how many days of the unit they had been away before it;
  `first_number` is that of its first day (`day_number`)
after: [day_number]
parameters: []
es:
  rule: >-
    cada tiempo sin interrupción en que un trabajador estuvo ausente, en días calendario y en días hábiles, y cuántos días de esa unidad había estado
    ausente antes; `first_number` es el de su primer día (`day_number`)
--- */
-- An absence without an end lasts as far as the cases are known; one that ends before it begins is none (a check reports it).
with known as (
  select
    a.worker_id,
    a.valid_from,
    coalesce(a.valid_to, greatest(a.valid_from, (select max(e.observed_until) from enrollment e where e.source = a.source))) as valid_to
  from absence a
),
counted as (
  select
    worker_id,
    valid_from,
    valid_to,
    unit,
    day_number(valid_from - 1, unit) + 1 as first_number,
    day_number(valid_to, unit) as last_number
  from known, (values ('calendar days'), ('business days')) units(unit)
  where valid_to >= valid_from
),
placed as (
  select *, max(last_number) over earlier as away_until
  from counted
  where last_number >= first_number
  window earlier as (partition by worker_id, unit order by first_number, last_number rows between unbounded preceding and 1 preceding)
),
numbered as (
  select *, count(*) filter (away_until is null or first_number > away_until + 1) over so_far as place
  from placed
  window so_far as (partition by worker_id, unit order by first_number, last_number rows unbounded preceding)
),
span as (
  select
    worker_id,
    unit,
    min(valid_from) as valid_from,
    max(valid_to) as valid_to,
    min(first_number)::integer as first_number,
    (max(last_number) - min(first_number) + 1)::integer as days
  from numbered
  group by worker_id, unit, place
)
select
  *,
  coalesce(sum(days) over before, 0)::integer as days_before
from span
window before as (partition by worker_id, unit order by first_number rows between unbounded preceding and 1 preceding)
