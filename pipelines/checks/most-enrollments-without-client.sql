/* ---
title: Most enrollments are of unknown people
severity: blocks
guidance: >-
  Age, household type and every breakdown by who people are come from the client records. Where most enrollments name a client that the export does
  not hold, clients and enrollments were exported from different systems or with different ids, and nobody could be told apart.
remedy: Export the people (in HMIS, Client.csv) from the same system and at the same time, with the ids that the enrollments use.
touches: [client.birth_date]
mend: [client.client_id, enrollment.client_id]
es:
  title: La mayoría de las inscripciones son de personas desconocidas
  guidance: >-
    La edad, el tipo de hogar y todo desglose por quiénes son las personas provienen de los registros de clientes. Donde la mayoría de las
    inscripciones nombran a un cliente que la exportación no contiene, clientes e inscripciones se exportaron de distintos sistemas o con distintos
    identificadores, y no se podría distinguir a nadie.
  remedy: >-
    Exporte las personas (en HMIS, Client.csv) del mismo sistema y al mismo tiempo, con los identificadores que usan las inscripciones.
  details:
    '{1} of {2} enrollments are of a person that the export does not hold.':
      '{1} de {2} inscripciones son de una persona que la exportación no contiene.'
--- */
-- A few enrollments may be such by a slip; that is said of each of them by another check.
select
  e.source,
  'enrollment' as table_name,
  null::uuid as record_id,
  null::uuid as enrollment_id,
  count(*) filter (k.client_id is null) || ' of ' || count(*) || ' enrollments are of a person that the export does not hold.' as detail
from given.enrollment e
left join (select distinct client_id from given.client) k using (client_id)
group by e.source
having count(k.client_id) = 0 or (count(*) >= 20 and count(k.client_id) * 2 < count(*))
