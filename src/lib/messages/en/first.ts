/** What a page is for, told on somebody's first visit, by its route. */
export default {
	title: 'What this page is for',
	once: 'It is told once in this browser.',
	pages: {
		'/': 'The overview answers how many were served, where cases get stuck, who is left behind and whether it is better or noise. Below it stands every figure; each leads to its cases.',
		'/team':
			'Here is what your team has to do now: what is overdue or falls due this week, by worker and by case, as known on the last day of the data. Begin with “Who needs help”; each worker’s sheet prints for the one-to-one.',
		'/team/[worker]/review':
			'A review of one worker’s work over twelve months, for a conversation that begins with the cases. It says of each figure how sure it is and whether it is more than chance. Both write and sign; then it is kept as it was.',
		'/mine':
			'Here is your own work: what is due, your cases, your figures as whoever leads you sees them, your reviews, and who looked at them.',
		'/flow':
			'Households from referral to a home that lasts: how many wait at each stage, for how long, and how many left before. A stage leads to who waits there.',
		'/gaps':
			'Every group of people held against all others, figure by figure, with what could explain a difference. A gap can be followed, given to somebody and closed.',
		'/trends': 'Which figures changed over two years by more than chance changes them, and which did not.',
		'/reports':
			'Reports on grants: what is owed to whom and until when, what was released, and, for who makes them, what the funder will see before it is given out.',
		'/cases': 'A case is found by the id that it has in the system it comes from.',
		'/metrics/[id]':
			'One figure: how sure it is, over time, by group, and held against others of its kind. The link below the figure leads to the rows behind it.',
		'/metrics/[id]/rows':
			'The rows behind a figure, one for each thing that it counts, with the id to find each in the system it comes from.',
		'/data':
			'What was imported, what each import changed, what is wrong in it and where to mend it. An import can be taken back.',
		'/data/upload':
			'A file from the system you already use is read, checked and shown before anything changes. What names a person is taken out in your browser, before it is sent.',
		'/data/quality':
			'How much of the data has problems, by check, program and worker, and whether it gets better.',
		'/methods': 'How each figure is made: definition, formula, source, and how HUD’s differs.',
		'/people': 'Who signs in, and what each may see. An invitation is a link to hand over.',
		'/audit': 'Who saw, took out or changed what. Nothing in it can be changed unseen.',
		'/settings': 'What the agency has set: time zone, fiscal year, standards, targets and holidays.'
	}
};
