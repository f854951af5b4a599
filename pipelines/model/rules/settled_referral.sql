/* ---
rule: >-
  referrals of which one can tell what came of them: made at least 30 days before the last day known, and of a kind of which the source asks a result
parameters: []
es:
  rule: >-
    las remisiones de las que se puede decir en qué terminaron; hechas al menos 30 días antes del último día que se conoce, y de una clase de la que
    la fuente pide un resultado
--- */
select *
from referral
where made_on <= observed_until - 30 and result is not null
