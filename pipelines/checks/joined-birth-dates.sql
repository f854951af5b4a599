/* ---
title: Joined records with different birth dates
severity: warning
guidance: >-
  A crosswalk says that two records are one person, and they do not agree on the birth date. Either one of the dates is a slip, or the pair is wrong
  and two people are counted as one.
remedy: Look whether the pair is right. If it is, correct the birth date; if not, take the pair out and upload the crosswalk again.
touches: [client.birth_date]
--- */
select
  g.source,
  'client' as table_name,
  g.client_id as record_id,
  null::uuid as enrollment_id,
  'A crosswalk joins this client to one of ' || o.source || ' who has another birth date.' as detail
from given.person p
join given.client g on g.client_id = p.client_id
join given.client o on o.client_id = p.person_id
where g.birth_date <> o.birth_date
