/* ---
title: Decided before it was filed
severity: warning
guidance: >-
  Applications and appeals count by the day of the decision. A decision before the filing is a slip in one of the two, and may put it into the wrong
  month.
remedy: Correct the day of the application or appeal, or of its decision. The decision counts on the day it was filed.
touches: [appeal.filed_on, appeal.decided_on]
es:
  title: Decidida antes de presentarse
  guidance: >-
    Las solicitudes y apelaciones cuentan por el día de la decisión. Una decisión anterior a la presentación es un error en una de las dos fechas, y
    puede ponerla en el mes equivocado.
  remedy: Corrija el día de la solicitud o apelación, o el de su decisión. La decisión cuenta el día en que se presentó.
  details:
    'The decision of {1} lies before the {2} of {3}.':
      'La decisión del {1} es anterior a la presentación del {3} ({2}).'
--- */
select
  source,
  'appeal' as table_name,
  appeal_id as record_id,
  enrollment_id,
  'The decision of ' || decided_on || ' lies before the ' || coalesce(kind, 'application') || ' of ' || filed_on || '.' as detail
from appeal
where decided_on < filed_on
