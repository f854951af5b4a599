/* ---
title: Services provided
question: How many services did we give?
finding: We gave {value}.
kind: count
unit: services
group: outputs
place: 7
headline: {better: neutral}
grain: service
counts: >-
  Everything that was written down as given to a person, by its day: transport, food, a class, help with an application. What costs money, such as a bus
  pass, is a service too; its price is in the assistance paid.
leaves_out: >-
  Nights in a bed, which are in the utilization. Money alone, such as rent, a deposit or other financial assistance, which is in the assistance paid.
  Referrals to somebody else. Steps of a voucher, and records of a kind that nobody knows.
needs: [service.provided_on, service.kind]
control: shared
carries_over: true
source: our own
es:
  title: Servicios prestados
  question: ¿Cuántos servicios dimos?
  finding: Dimos {value}.
  grain: servicio
  counts: >-
    Todo lo anotado como dado a una persona, por su día: transporte, comida, una clase, ayuda con una solicitud. Lo que cuesta dinero, como un pase
    de autobús, también es un servicio; su precio está en la ayuda pagada.
  leaves_out: >-
    Las noches en una cama, que están en la ocupación. El dinero solo, como alquiler, un depósito u otra ayuda económica, que está en la ayuda
    pagada. Las remisiones a otros. Los pasos de un vale, y los registros de una clase que nadie conoce.
  source: nuestra
--- */
select
  enrollment_id,
  service_id as record_id,
  provided_on as cohort_date,
  kind as event,
  recorded_by
from service
where category = 'service'
