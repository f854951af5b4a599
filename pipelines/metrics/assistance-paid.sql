/* ---
title: Assistance paid
question: How much did we pay for the people we work with?
finding: We paid {value} in {n}.
kind: sum
unit: dollars
rows: payments
group: outputs
place: 8
headline: {better: neutral}
grain: payment
counts: >-
  Every amount that was written down beside a service, a night or a payment, by its day, whoever it was paid to. What was paid back, written as an amount
  below zero, is taken off.
leaves_out: Payments of which no amount was written down (a check reports them). What the agency spends that is no person's, such as salaries.
needs: [service.provided_on, service.amount]
control: agency
carries_over: true
source: our own
es:
  title: Ayuda pagada
  question: ¿Cuánto pagamos por las personas con quienes trabajamos?
  finding: Pagamos {value} en {n}.
  grain: pago
  counts: >-
    Cada monto anotado junto a un servicio, una noche o un pago, por su día, sin importar a quién se pagó. Lo que se devolvió, escrito como un monto
    menor que cero, se descuenta.
  leaves_out: >-
    Los pagos de los que no se anotó ningún monto (una verificación los señala). Lo que la agencia gasta que no es de ninguna persona, como los
    salarios.
  source: nuestra
--- */
select
  enrollment_id,
  service_id as record_id,
  provided_on as cohort_date,
  amount as value,
  kind as event,
  recorded_by
from service
where amount <> 0
