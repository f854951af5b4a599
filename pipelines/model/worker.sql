/* ---
row: a worker, by the source system's own user or staff id
given:
  worker_id: uuid
  display_name: varchar
  role: varchar
  fte: double
  active_from: date
  active_to: date
es:
  row: un trabajador, por el identificador de usuario o de personal del propio sistema de origen
--- */
with named as (
  select
    *,
    -- A roster brings names; without one a worker is known by a code, the first letters of the pseudonym.
    coalesce(display_name, 'worker ' || left(worker_id::varchar, 8)) as short_label
  from given.worker
  -- One row per worker: the roster's, where there is one beside the rows of those who wrote records.
  qualify row_number() over (
    partition by worker_id
    order by
      display_name is null and role is null and fte is null and active_from is null and active_to is null,
      observed_until desc,
      batch_id desc
  ) = 1
)
select
  * exclude (short_label),
  case when count(*) over (partition by short_label) > 1 then short_label || ' (' || worker_id || ')' else short_label end as label
from named
