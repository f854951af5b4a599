/* ---
rule: >-
  referrals of which one can tell what came of them: made at least 30 days before the last day known, and of a kind of which the source asks a result
parameters: []
--- */
select *
from referral
where made_on <= observed_until - 30 and result is not null
