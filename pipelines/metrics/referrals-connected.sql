/* ---
title: Referrals that connected
question: Of the referrals that we made, how many led to the service?
finding: '{value} of {n} led to the service.'
kind: ratio
unit: referrals
group: plans, referrals and work
place: 5
headline: {better: higher}
grain: referral made at least 30 days before the last day known
settles_after: 90
counts: >-
  Every referral that is at least 30 days old, by the day it was made. It connected where the person got the service, however long that took. Refused, not
  eligible, no room, lost and still open stay in the count.
leaves_out: Referrals of the last 30 days known, which had too little time. Referrals of a kind of which the source asks no result, where it has none.
needs: [referral.made_on, referral.result]
control: shared
case_mix: [event]
source: our own
--- */
select
  enrollment_id,
  referral_id as record_id,
  made_on as cohort_date,
  coalesce(result = 'connected', false) as success,
  service_type as event
from settled_referral()
