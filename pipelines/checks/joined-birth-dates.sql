/* ---
title: Joined records with different birth dates
severity: warning
guidance: >-
  A crosswalk says that two records are one person, and they do not agree on the birth date. Either one of the dates is a slip, or the pair is wrong
  and two people are counted as one.
remedy: Look whether the pair is right. If it is, correct the birth date; if not, take the pair out and upload the crosswalk again.
touches: [client.birth_date]
es:
  title: Registros unidos con distintas fechas de nacimiento
  guidance: >-
    Una tabla de enlaces dice que dos registros son una misma persona, y no coinciden en la fecha de nacimiento. O una de las fechas es un error, o
    la pareja es incorrecta y dos personas se cuentan como una.
  remedy: >-
    Revise si la pareja es correcta. Si lo es, corrija la fecha de nacimiento; si no, quite la pareja y cargue de nuevo la tabla de enlaces.
  details:
    'A crosswalk joins this client to one of {1} who has another birth date.':
      'Una tabla de enlaces une a este cliente con uno de {1} que tiene otra fecha de nacimiento.'
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
