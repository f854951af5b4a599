import type { DeliveryState } from '#lib/delivery.ts';
import { KEY_DAYS } from '#lib/upload-key.ts';
import { plural } from '../plural.ts';

const cases = plural('en');
type Count = { value: number; number: string };

/** Exports that come in without anybody at a page: the watched folder, keys for scripts, and data that is late. */
export default {
	title: 'Exports that come in by themselves',
	headline: ({ value, number }: Count) =>
		cases(value, {
			zero: 'No export has come in by itself yet',
			one: 'The last export that came in by itself',
			other: `The last ${number} exports that came in by themselves`
		}),
	link: 'Exports that come in by themselves: the watched folder, and keys for scripts',
	refusedLately: ({ value, number }: Count) =>
		cases(value, {
			one: 'In the last 7 days an export that came in by itself was refused',
			other: `In the last 7 days ${number} exports that came in by themselves were refused`
		}),
	why: 'See why',
	what: 'Each is imported like any other, one after the other, as soon as no other work is running. What is known already changes nothing.',
	sample: 'This is the sample agency: nothing comes in by itself here.',
	trouble: 'The watched folder does not work',
	waitsFor: 'It waits for this to be mended, and is then taken without being sent again.',

	list: {
		caption: 'What came in by itself, newest first',
		name: 'File',
		by: 'Came by',
		folder: 'the watched folder',
		key: ({ name }: { name: string }) => `the key “${name}”`,
		received: 'Received',
		state: 'What became of it',
		reasons: ({ value, number }: Count) => cases(value, { one: '1 reason', other: `${number} reasons` }),
		took: ({ accepted, lines, batch }: Record<'accepted' | 'lines' | 'batch', string>) =>
			`${accepted} of ${lines} lines, as batch ${batch}`,
		known: ({ batch }: { batch: string }) => `Known already, as batch ${batch}`
	},
	states: {
		waiting: 'Waits',
		running: 'Is being taken in',
		accepted: 'Accepted',
		same: 'Nothing new',
		refused: 'Refused',
		failed: 'Failed'
	} satisfies Record<DeliveryState, string>,

	folder: {
		title: 'The watched folder',
		what: ({ place, value, number }: Count & { place: string }) =>
			`An export that is put into ${place} on the server is taken once nothing of it has changed for ${number} ${cases(value, { one: 'second', other: 'seconds' })}: a zip, a file, or a folder of files as one upload.`,
		home: 'the folder inbox/drop of the home',
		kept: ({ value, number }: Count) =>
			cases(value, {
				zero: 'What was accepted is deleted at once; a note of it stays in “processed” beside it.',
				one: 'What was accepted lies in “processed” beside it for a day; a note of it stays.',
				other: `What was accepted lies in “processed” beside it for ${number} days; a note of it stays.`
			}),
		failed: ({ value, number }: Count) =>
			`What was refused is moved to “failed” beside it, with a text that says why, and is deleted after ${cases(value, { one: 'a day', other: `${number} days` })}. It holds people’s data, in clear: mend it, put it into the folder again, and delete what you no longer need.`,
		settings: 'Change the folder and the times'
	},

	keys: {
		title: 'Keys for scripts',
		what: 'With a key a script can send exports and ask what became of them, and nothing else.',
		none: 'There is no key yet.',
		caption: 'Keys that were made, newest first',
		name: 'Key',
		source: 'May send',
		anySource: 'any source',
		made: 'Made',
		madeBy: ({ moment, by }: Record<'moment' | 'by', string>) => `${moment} (${by})`,
		used: 'Last used',
		never: 'never',
		state: 'State',
		until: ({ moment }: { moment: string }) => `works until ${moment}`,
		expired: ({ moment }: { moment: string }) => `expired on ${moment}`,
		revoked: ({ moment }: { moment: string }) => `revoked on ${moment}`,
		revoke: 'Revoke',
		revokeOne: ({ name }: { name: string }) => `Revoke the key “${name}”`,
		revokedNow: 'The key was revoked',
		revokedWhy: 'It no longer works. What was sent with it and still waited is not taken.',
		make: 'Make a key',
		nameLabel: 'Name',
		nameHint: 'What uses it, such as “nightly export of Clarity”.',
		sourceLabel: 'Source',
		sourceHint: 'The only source that it may send.',
		days: 'Days until it expires',
		daysHint: `From ${String(KEY_DAYS.least)} to ${String(KEY_DAYS.most)}.`,
		submit: 'Make the key',
		madeNow: ({ name }: { name: string }) => `The key “${name}” was made`,
		once: 'It is shown this once: only a mark of it is kept, by which it is recognised. Put it where only the script can read it.',
		label: 'Key',
		use: 'A script sends a file, and then asks what became of it:',
		commands: ({ address }: { address: string }) =>
			`curl -H "Authorization: Bearer $KEY" --data-binary @export.zip "${address}?name=export.zip"\ncurl -H "Authorization: Bearer $KEY" ${address}/ID`
	},

	/** To a script that sends a file. */
	upload: {
		what: 'the upload',
		waiting: ({ most }: { most: string }) =>
			`${most} uploads of this key are waiting, as many as may be. Send this one again when one of them has ended.`
	},

	late: ({ source, known, due }: Record<'source' | 'known' | 'due', string>) =>
		`${source} is known up to ${known}; newer data has been due since ${due}`,
	lateSet: ({ value, number }: Count) =>
		`Its data should be no older than ${cases(value, { one: 'a day', other: `${number} days` })}.`,
	lateUsual: ({ value, number }: Count) =>
		`Before its earlier exports came, the newest data was usually ${cases(value, { one: 'a day', other: `${number} days` })} old.`,
	lateDo:
		'Import its newest export, or change what is expected: “expected_days” in the settings; 0 means nothing.'
};
