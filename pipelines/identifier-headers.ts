import type { Kind } from './identifiers.ts';

/** The words of a header, led and followed by a blank: `ClientLastName`, `client_last_name` are ` client last name `. */
function wordsOf(header: string): string {
	const words = header
		.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
		.replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
		.toLowerCase()
		.replace(/#/g, ' number ')
		.replace(/[^\p{L}\d]+/gu, ' ')
		.replace(/(\p{L})(\d)/gu, '$1 $2')
		.trim();
	return ` ${words} `.replaceAll(' e mail ', ' email ').replace(/ c $/, ' ');
}

/** What a column tells about an identifier, and is none. */
const ABOUT =
	/ (quality|status|types?|kind|verified|verification|consent|counts?|total|flag|available|availability|known|given|declined|opt|opted|method|reason|language|calls?|screening|hours|minutes|days|date|time|datetime|at|on|by|has|is|was|yn|indicator|code|codes|category|id|ids|enrolled|provided|required|amount|same as|created|modified|updated|changed) /;

/** Names of what is no person. */
const THINGS =
	/ (programs?|projects?|source|agency|agencies|organi[sz]ations?|org|sites?|providers?|services?|facility|facilities|teams?|groups?|grants?|funders?|funding|software|system|files?|forms?|templates?|reports?|tables?|columns?|fields?|events?|activity|class|course|roles?|units?|building|property|shelter|departments?|division|locations?|offices?|region|county|city|state|country|co|coc|school|employer|insurance|plan|goal|assessment|survey|test|products?|campaign|company|hospital|clinic|vendor|partner|domain|display|sort|worker|staff|caseworker|manager|counselor|counsellor|advocate|navigator|supervisor|specialist|clinician|therapist|owner|record|object|step|stage|benefit|need) /;

/** Headers by kind, of the words as `wordsOf` gives them; `unless` is what the words may not have besides. */
const HEADERS: { kind: Kind; words: RegExp; unless?: RegExp }[] = [
	{
		kind: 'birth date',
		words:
			/ (dob|d o b|birth ?dates?|birth ?days?|date of birth|birth dt|dt of birth|bday|born|born on|born date) /,
		unless: / (quality|type|status|verified|flag|year|place|country|state|city) /
	},
	{
		kind: 'social security number',
		words:
			/ (ssns?|ssan|s s n|ss no|ss number|ss num|(soc|social) ?sec(urity)?( (number|num|no|last 4|last four))?|social (number|no)|last ?(4|four) (of )?(ssn|social)|tax ?payer id|itin|tin) /,
		unless:
			/ (quality|type|status|verified|verification|retirement|income|amount|benefits?|disability|card|source|date|consent|reason|office|administration) /
	},
	{ kind: 'e-mail address', words: / (e?mails?|email ?(address|addr)?) /, unless: ABOUT },
	{ kind: 'e-mail address', words: / (emailaddress|email id|emailid) /, unless: / (opt|date|consent|type) / },
	{
		kind: 'phone number',
		words:
			/ (phones?|telephones?|tel|cell ?phones?|cell (number|no|num)|mobile ?phone|mobile (number|no|num)|home ?phone|work ?phone|phone ?(number|num|no)|fax|(phone|user|contact) (extension|ext)) |^ (cell|mobile|home|work) $/,
		unless: ABOUT
	},
	{
		kind: 'full ZIP',
		words: / (zips?|zip ?codes?|zip ?(5|9)|zip plus 4|post(al)? ?codes?) /,
		unless: / (zip ?3|3|three|quality|type|flag|count) /
	},
	{
		kind: 'street address',
		words:
			/ (address(es)?|addr|street ?address|home ?address|mailing ?address|address ?line|addressline|po box|apt|apartment (number|no|num)) | streets?( (name|number|num|no|line|\d))* $|^ (mailing|home|other|permanent|current|shipping|billing) street /,
		unless: new RegExp(`${ABOUT.source}| (email|ip|web|mac) `)
	},
	{
		kind: 'coordinates',
		words:
			/ (latitude|longitude|lat|lng|lon|lat ?long?|lat ?lng|geo ?locations?|geo ?points?|gps|coordinates?|coords?) /,
		unless: / (type|quality|status|date|source|flag) /
	},
	{
		kind: 'personal number',
		words:
			/ (mrn|m r n|medical record(s)?|medical rec|patient (number|no|num|account)|chart (number|no|num)|medicaid (id|number|no|num)|medicare (id|number|no|num)|mbi|hicn?|insurance (id|number|policy|member)|policy (number|no)|member (number|no)|subscriber (id|number)|driver ?s? licen[cs]es?|drivers? ?lic|dl (number|no|num)|licen[cs]e (number|no|num|plate)|state id (number|no|num)|passport( (number|no|num))?|alien (number|no|num|registration)|a number|uscis (number|no)|visa (number|no)|inmate (number|no|num|id)|booking (number|no|num)|doc number|fbi (number|no)|bank account|account (number|no|num)|routing (number|no)|credit card|card number|vin|plate (number|no)|ip address|device (id|number)|legal identifier) /,
		unless:
			/ (quality|status|type|date|verified|reason|amount|expir(es|ation|y)|has|is|state of issue|source) /
	},
	{
		kind: 'person name',
		words:
			/ ((first|last|middle|maiden|given|family|sur|fore|nick|preferred|legal|full|birth|alias|chosen) ?names?|f ?name|l ?name|m ?name|fst nm|lst nm|surname|alias(es)?|a k a|aka|name suffix|suffix|middle initial|initials|mother s maiden|signatures?|user ?name|screen name) |^ (first|last|middle|mi) $| name (first|last|middle|given|family|full) | contact (first|last) /,
		unless: new RegExp(
			`${ABOUT.source.replace('|by|', '|')}| (insurance|program|project|agency|organization|site|file|field) `
		)
	},
	{
		kind: 'person name',
		words:
			/^ \S+(?: \S+)* names?( \d)? $| names? of | (client|participant|patient|resident|tenant|member|person|customer|consumer|applicant|youth|child|parent|guardian|spouse|contact|landlord)names? /,
		unless: new RegExp(`${ABOUT.source}|${THINGS.source}`)
	},
	{
		kind: 'free text',
		words:
			/ (notes?|case ?notes?|progress ?notes?|comments?|narratives?|remarks?|memos?|free ?text|explain|explanation|elaborate|specify|specified|describe|details?|if other|other (destination|funder|text|describe|description)|text|message|body|journal|feedback|observations?|impressions?|quote) | \S+ other $/,
		unless:
			/ (quality|status|types?|kind|counts?|total|flag|date|time|datetime|at|on|by|has|is|id|ids|number|code|category|required|due|complete|completed|hours|minutes|amount|opt|consent|reminders?|method|sent|language|template|author|title|created|modified|updated|income|document) /
	},
	{ kind: 'free text', words: / (identify|other type( provided)?) $/ }
];

/** Headers under which names may stand, and codes as well. */
const MAY_NAME =
	/^ (display name|sort name|name|client|participant|consumer|resident|tenant|member|person|contact|patient|customer|applicant|individual|head of household|hoh|guardian|parent|spouse|child|youth|household|family|case|emergency contact|landlord|caller|(case )?manager|case ?worker|worker|staff|created by|entered by|owner|counselor|advocate|referred by|assigned to) $|^ \S+ names? $/;

/** The kind of identifier that a header's words tell of, or null. */
export function kindOfWords(header: string): Kind | null {
	const words = wordsOf(header);
	return HEADERS.find((each) => each.words.test(words) && !(each.unless?.test(words) ?? false))?.kind ?? null;
}

/** Whether names may stand under a header, and codes as well. */
export function mayName(header: string): boolean {
	return MAY_NAME.test(wordsOf(header));
}
