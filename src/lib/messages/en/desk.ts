import { plural } from '../plural.ts';

const cases = plural('en');

/** The pages on which reports to funders are made, released and read. */
export default {
	title: 'Reports',
	lead: 'A draft is made as soon as all days of a quarter are known, from the figures of the other pages; what its funder may not know is hidden before anybody writes a word. “Restate” makes another release of a quarter, after its data was corrected.',
	noGrants: 'There are no grants yet, so no report is owed.',
	noGrantsDo: 'Add a grant, with what it promises, on the page of grants.',
	grants: 'Grants',
	/** What is to be given out; `what` is a quarter of a grant. */
	owed: {
		none: 'No report is owed now.',
		late: ({ n, what, date }: { n: number; what: string; date: string }) =>
			cases(n, {
				one: `The report on ${what} was due on ${date}.`,
				other: `${String(n)} reports are overdue. The first, on ${what}, was due on ${date}.`
			}),
		soon: ({ n, what, date }: { n: number; what: string; date: string }) =>
			cases(n, {
				one: `The report on ${what} is due on ${date}.`,
				other: `${String(n)} reports are due soon. The first, on ${what}, is due on ${date}.`
			}),
		next: ({ what, date }: { what: string; date: string }) =>
			`The next report, on ${what}, is due on ${date}.`,
		standing: ({ standing }: { standing: string }) => `Its state: ${standing}.`,
		open: 'Open the draft',
		all: 'All reports'
	},
	late: ({ date }: { date: string }) => `${date}, overdue`,
	list: {
		caption: 'Reports by grant and quarter',
		grant: 'Grant',
		quarter: 'Quarter',
		due: 'Due',
		responsible: 'Responsible',
		standing: 'State',
		do: 'Next'
	},
	quarter: ({ number, span }: { number: string; span: string }) => `Q${number}, ${span}`,
	standing: {
		'not whole': 'data not complete yet',
		ready: 'ready to be made',
		drafted: 'a draft is ready',
		draft: 'being written',
		review: 'in review',
		released: 'released'
	},
	version: ({ version, date }: { version: string; date: string }) => `release ${version} of ${date}`,
	make: 'Make the report',
	restate: 'Restate',
	open: 'Open',
	read: 'Read',
	which: 'Report',
	of: ({ quarter, grant }: { quarter: string; grant: string }) => `${grant}, ${quarter}`,
	broken: 'A report of this home cannot be read',
	draft: {
		title: ({ grant, quarter }: { grant: string; quarter: string }) => `Draft: ${grant}, ${quarter}`,
		back: 'All reports',
		written: 'Below is what the funder will see. Write what figures cannot say, then send it for review.',
		opened: ({ who, when }: { who: string; when: string }) => `Opened by ${who} on ${when}.`,
		review: ({ who, when }: { who: string; when: string }) =>
			`In review since ${when}, sent by ${who}. Nothing in it changes any more.`,
		making: 'The report is being made. That takes some seconds.',
		failed: 'The report could not be made',
		hidden: {
			title: 'What is hidden, and why',
			none: 'Nothing is hidden in this report.',
			lead: ({ n, all }: { n: string; all: string }) =>
				`${n} of ${all} figures are hidden from the funder. Only you see why: to the funder they all look the same.`,
			caption: 'Hidden figures',
			figure: 'Figure',
			group: 'Group',
			period: 'Period',
			why: 'Why',
			notAccruing: ({ metrics }: { metrics: string }) =>
				`${metrics}: the file says “accrues: true”, and who counts in a part of a period does not always count in the whole. Hiding did not rely on it. Take the line out.`,
			whys: {
				few: 'It tells of too few people.',
				end: 'It would say nearly the same of everybody in the group.',
				one: 'It is nearly all one client’s.',
				correction: 'What changed in it since it was last told would tell of few people.',
				others: 'Another hidden figure could be worked out from it.',
				before:
					'With what was told before, hidden figures could be worked out from it, however few others were told.'
			},
			all: 'everybody'
		},
		/** Gaps that are followed, as they are offered to who writes a report. */
		gaps: {
			title: 'Gaps that you follow',
			lead: 'What can be said of them without telling of few people. Put them into the text, and change it as you like.',
			take: 'Put into the text',
			one: ({ group, figure, since }: { group: string; figure: string; since: string }) =>
				`${group} do worse in “${figure}”. We have followed this since ${since}.`,
			done: ({ note }: { note: string }) => `What is done: ${note}`
		},
		texts: {
			title: 'What you say',
			lead: 'No names, and nothing that tells of a single client: the funder reads it as it stands.',
			summary: 'In short',
			summaryHint: 'Two or three sentences at the head of the report.',
			gaps: 'Gaps that are worked on',
			gapsHint: 'Which groups do worse, and what is done about it.',
			variance: 'Why it is not as promised',
			action: 'What is done about it',
			delivered: {
				quarter: ({ value, promised }: { value: string; promised: string }) =>
					`This quarter ${value}, promised ${promised}.`,
				to_date: ({ value, promised }: { value: string; promised: string }) =>
					`Year to date ${value}, promised ${promised}.`
			},
			kept: 'Every promise that can be judged is kept; nothing has to be explained.',
			save: 'Save',
			saved: 'Saved.',
			language: 'Language of the report',
			wrong: {
				long: 'It is longer than 4,000 characters. Shorten it.',
				personal:
					'It holds what looks like an e-mail address, a phone number or another number of a person. Take that out.',
				review: 'The report is in review. Take it back first.'
			}
		},
		send: 'Send for review',
		sendLead: 'From then on nothing in it changes, until it is released or taken back.',
		take: 'Take back',
		dropWhy: 'A draft that is not needed can be dropped. It is not made again by itself.',
		drop: 'Drop the draft',
		sure: 'With all that was written in it',
		approve: 'Approve',
		approved: ({ who, when }: { who: string; when: string }) => `Approved by ${who} on ${when}.`,
		needs: ({ n, needed }: { n: number; needed: number }) =>
			`It has ${String(n)} of the ${String(needed)} ${cases(needed, { one: 'approval', other: 'approvals' })} that it needs.`,
		release: 'Release to the funder',
		releaseLead: ({ funder }: { funder: string }) =>
			`${funder} can read it from then on. It stays as it is for ever; what changes later is another release.`,
		refused: 'It was not done'
	},
	release: {
		title: ({ grant, quarter }: { grant: string; quarter: string }) => `${grant}, ${quarter}`,
		released: ({ version, who, when }: { version: string; who: string; when: string }) =>
			`Release ${version}, given out by ${who} on ${when}.`,
		superseded: 'A later release has come in the place of this one.',
		toLatest: 'To the latest release',
		others: 'Releases on this quarter',
		forms: 'Take it with you',
		toForms: 'Take it with you: PDF, workbook, table',
		formNames: {
			pdf: 'PDF, to read and print',
			xlsx: 'Workbook (XLSX), with a data dictionary',
			csv: 'Table (CSV), to put below those of other grants',
			json: 'JSON, for a program'
		},
		chart: 'Picture (SVG)',
		template: {
			title: 'Fill in your own form',
			lead: 'A workbook (XLSX) of your own, whose cells have names such as people_served.quarter.value, is filled in and given back. It is not kept.',
			file: 'Workbook',
			fill: 'Fill in',
			names: 'The names that there are'
		},
		checksum: ({ hash }: { hash: string }) => `Checksum (SHA-256) of its JSON: ${hash}`,
		links: {
			title: 'For a funder without an account',
			lead: 'A link that works until a day, with a code. Send the two by different ways.',
			make: 'Make a link',
			days: 'Days that it works',
			made: 'The link and its code are shown once',
			link: 'Link',
			code: 'Code',
			until: ({ date, who }: { date: string; who: string }) => `Works until ${date}, made by ${who}.`,
			end: 'End it',
			none: 'No link works now.'
		}
	},
	funder: {
		none: 'No report has been released to you yet.',
		will: 'Here you will find the quarterly reports of your grants, once the agency has released them: what was promised, what was delivered, and how sure each figure is. Nobody’s single case is ever in them.',
		until:
			'Until then there is nothing for you to do here. Who invited you can say when the first report is due.',
		whole: ({ grant, quarter }: { grant: string; quarter: string }) =>
			`The whole report on ${grant}, ${quarter}`,
		caption: 'Reports released to you',
		nobody: 'This account is of no funder yet. Ask the agency to say which one.'
	},
	given: {
		title: 'A report for you',
		lead: 'Write the code that was sent to you apart from this link.',
		code: 'Code',
		open: 'Open the report',
		wrong: 'That is not the code of this link. After ten wrong ones the link ends.',
		until: ({ date }: { date: string }) => `This link works until ${date}.`
	},
	verify: {
		same: 'It was made again from its batches, and is the same to the byte.',
		changed: 'What is kept is not what its checksum is of: it was changed after it was released.',
		gone: ({ batches }: { batches: string }) =>
			`It cannot be made again: ${batches} were purged, whole or of clients. Its checksum is right.`,
		version: ({ needs, code, here }: { needs: string; code: string; here: string }) =>
			`Its checksum is right. To make it again takes Throughline ${needs} (code ${code}); this is ${here}, with other code.`,
		differs: ({ parts }: { parts: string }) => `Made again, it differs in: ${parts}.`
	}
};
