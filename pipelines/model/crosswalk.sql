/* ---
row: a pair of records in two source systems that are one person
given:
  source_a: varchar
  client_id_a: uuid
  source_b: varchar
  client_id_b: uuid
es:
  row: una pareja de registros de dos sistemas de origen que son una misma persona
--- */
select
  g.*,
  -- False while one of the two is in no export, or where the pairs contradict each other.
  a.person_id is not null and a.person_id = b.person_id as joins
from given.crosswalk g
left join given.person a on a.client_id = g.client_id_a
left join given.person b on b.client_id = g.client_id_b
