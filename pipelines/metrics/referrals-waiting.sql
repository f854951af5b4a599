/* ---
title: Referrals still waiting for an answer
question: Of the referrals that we made, how many still wait for an answer?
finding: '{value} of {n} still wait for an answer.'
kind: ratio
unit: referrals
group: plans, referrals and work
place: 10
headline: {better: lower}
grain: referral made at least 30 days before the last day known
settles_after: 180
counts: >-
  Every referral that is at least 30 days old, by the day it was made. It counts where nobody has said yet what came of it.
leaves_out: >-
  Referrals of the last 30 days known, which had too little time. Referrals of a kind of which the source asks no result, where it has none. Needs for
  which nobody made a referral.
needs: [referral.made_on, referral.result]
control: shared
source: our own
--- */
select
  enrollment_id,
  referral_id as record_id,
  made_on as cohort_date,
  result = 'pending' as success,
  service_type as event
from settled_referral()
