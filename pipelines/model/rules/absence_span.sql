/* ---
rule: each unbroken time in which a worker was away, and how many days they had been away before it
parameters: []
--- */
-- An absence without an end lasts as far as the cases are known; one that ends before it begins is none (a check reports it).
with known as (
  select
    a.worker_id,
    a.valid_from,
    coalesce(a.valid_to, greatest(a.valid_from, (select max(e.observed_until) from enrollment e where e.source = a.source))) as valid_to
  from absence a
),
placed as (
  select *, max(valid_to) over earlier as away_until
  from known
  where valid_to >= valid_from
  window earlier as (partition by worker_id order by valid_from, valid_to rows between unbounded preceding and 1 preceding)
),
numbered as (
  select *, count(*) filter (away_until is null or valid_from > away_until + 1) over so_far as place
  from placed
  window so_far as (partition by worker_id order by valid_from, valid_to rows unbounded preceding)
),
span as (
  select worker_id, min(valid_from) as valid_from, max(valid_to) as valid_to, (max(valid_to) - min(valid_from) + 1)::integer as days
  from numbered
  group by worker_id, place
)
select
  *,
  coalesce(sum(days) over before, 0)::integer as days_before
from span
window before as (partition by worker_id order by valid_from rows between unbounded preceding and 1 preceding)
