import { singular } from './figures.ts';

/** A sentence's beginning. */
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The methods: what each figure is, how it is worked out, and where it differs from HUD's. */
export default {
	title: 'Methods',
	lead: 'What each figure is, how it is worked out, and where it differs from HUD’s. All of it is read from the files that the figures are made from.',
	all: 'All methods',
	pages: {
		statistics: {
			title: 'How figures are worked out',
			for: 'For evaluators and auditors: each formula with its source, what an interval means, and why closed cases mislead.'
		},
		hud: {
			title: 'Where we differ from HUD',
			for: 'For anyone who compares with an APR or a CAPER: each figure beside HUD’s, and how they differ.'
		},
		standards: {
			title: 'What figures are held to',
			for: 'For program managers and funders: limits, standards and promises, and where they are from.'
		},
		data: {
			title: 'What the files may hold',
			for: 'For data stewards: every column in words, where there is no HMIS.'
		}
	},
	groups: {
		title: 'Every figure',
		packs: 'Figures that come with their tables',
		packsWhy:
			'They stay off the other pages until a source has appeals, incidents or surveys. Their files are there all the same.'
	},
	broken: {
		title: 'Left out',
		why: 'These files cannot be used as they are. The other figures are made all the same.'
	},

	metric: {
		title: ({ title }: { title: string }) => `Definition: ${title}`,
		see: 'See the figure',
		whole: 'The whole definition, with its columns and its SQL',
		ours: 'It comes with Throughline.',
		own: 'It is this agency’s own, from metrics/ of its home.',
		problem: 'It is left out of the figures',
		mend: 'Mend the file, then run “throughline build”.',
		isWhat: 'What it is',
		row: 'What one row is',
		rowIs: ({ grain }: { grain: string }) => `${capital(grain)}.`,
		begin: ({ text }: { text: string }) => capital(text),
		onePer: {
			client: 'Of several rows of one person in a period, the one of the latest start counts.',
			'client and month':
				'Of several rows of one person in a month, one counts: a success before a failure, then the latest start.'
		},
		headline: 'The headline',
		shareBy: ({ day, unit }: { day: string; unit: string }) => `The share within ${day} ${unit}.`,
		alsoBy: ({ days, half, unit }: { days: string; half: boolean; unit: string }) =>
			`Also told: ${days === '' ? '' : `the share within ${days}`}${days !== '' && half ? ', and ' : ''}${half ? `the ${singular(unit)} by which half had it` : ''}.`,
		or: ({ last, before }: { last: string; before: string }) =>
			before === '' ? last : `${before} and ${last}`,
		like: 'What HUD has like it',
		differs: 'How HUD’s differs',
		noHud: 'Nothing that we know of.',
		beside: 'What must stand beside it',
		formula: 'The formula',
		departures: 'All departures from HUD’s rules',

		needs: 'What it needs',
		needsCaption: 'The columns without which a source has no such figure',
		column: 'Column',
		holds: 'What it holds',
		kindOf: ({ kind, row }: { kind: string; row: string }) => `Rows of the kind “${kind}”: ${row}`,
		of: ({ row, meaning }: { row: string; meaning: string }) =>
			`Of ${row}: ${meaning.charAt(0).toLowerCase()}${meaning.slice(1)}`,
		from: 'In an export',
		fromOne: ({ format, columns }: { format: string; columns: string }) => `${format}: ${columns}`,
		here: 'In your sources',
		has: ({ source }: { source: string }) => `${source} has it`,
		lacks: ({ source }: { source: string }) => `${source} has not`,
		noSources: 'Nothing has been imported yet. Once it is, this page says which of your sources has what.',
		allHave: 'Every source that was imported has all of it.',
		someLack: ({ sources }: { sources: string }) => `Not all of it is in ${sources}.`,
		nothingNeeded: 'Every source has what it needs.',

		sql: 'The SQL',
		sqlWhy:
			'A figure is a list of rows. This is the whole of the rule that makes them; everything else, such as who is in which program, is the same for all figures.',
		sqlOf: ({ id }: { id: string }) => `The rows of ${id}.sql`,
		rules: 'Rules that it shares with others',
		ruleOf: ({ id, rule }: { id: string; rule: string }) => `${id}: ${rule}`
	},

	statistics: {
		title: 'How figures are worked out',
		lead: 'A figure is a list of rows, put into one number by the formulas of its kind. All are held to values that R gives, in tests that come with Throughline.',
		on: 'On this page',
		kinds: 'The kinds of figure',
		where: 'The signs',
		/** Of a sign with a value: 1.96, the number of …; */
		valued: ({ value, text }: { value: string; text: string }) => `${value}, ${text}`,
		used: 'Used for',
		unused: 'No figure is of this kind yet.',
		source: 'Source',
		why: 'Why',
		/** `legend` names the signs of the formulas, a lower index after the `_`. */
		kind: {
			count: {
				title: 'Count',
				legend: {},
				why: 'A count is what it is: nothing was drawn by chance, so there is no interval. The interval of a share or a mean is about what chance does to it.',
				source: 'None is needed.'
			},
			sum: {
				title: 'Total',
				legend: { Y: 'the total', y_r: 'the value of row r' },
				why: 'Like a count, a total is what it is: nothing was drawn by chance, so there is no interval.',
				source: 'None is needed.'
			},
			ratio: {
				title: 'Share',
				legend: {
					p: 'the share',
					s: 'rows that are a success',
					n: 'all rows',
					s_c: 'those of household c that are a success',
					n_c: 'all of household c',
					k: 'how many households',
					d: 'how much more alike the rows of a household are than rows of strangers',
					n_e: 'the effective n: as many independent rows as would tell as much',
					z: 'the number of standard errors for 95 %'
				},
				why: 'Wilson’s interval stays between 0 and 100 % and is honest for small numbers, where the usual plus-or-minus is not. Where every row or none is a success, rows of one household count as one.',
				source:
					'Wilson, 1927, “Probable inference, the law of succession, and statistical inference”. Variance of a ratio over clusters: Cochran, 1977, “Sampling Techniques”. Design effect: Kish, 1965, “Survey Sampling”.'
			},
			duration: {
				title: 'Median of a time',
				legend: {
					x_j: 'the j-th of the n values, from the smallest',
					q: '½ for the median m, and 0.9 for what nine of ten stay within',
					r: 'the smallest number for which, of n tosses of a coin, r or fewer are heads with a probability of at least 2.5 %'
				},
				why: 'A few very long times pull a mean up; half and half does not move. The interval needs no assumption about the shape, only the order. Below six values there is none.',
				source:
					'Quantiles: Hyndman and Fan, 1996, “Sample quantiles in statistical packages”, type 7. Interval by order statistics: David and Nagaraja, 2003, “Order Statistics”.'
			},
			time_to_event: {
				title: 'Share by a day, and the whole curve',
				legend: {
					n_i: 'rows still followed on day i',
					d_i: 'those that have the event on it',
					c_i: 'those that end without it on it',
					S: 'the share that nothing has happened to yet',
					F: 'the share with the event by day t',
					σ: 'the standard error of F, over households',
					z: 'the number of standard errors for 95 %'
				},
				why: 'People who still wait are counted for as long as they could be followed; people who left without the event can no longer have it, and stay in the count. Nobody is forgotten, so a program cannot look fast by being slow.',
				source:
					'Aalen and Johansen, 1978, “An empirical transition matrix for non-homogeneous Markov chains based on censored observations”. Standard error by the infinitesimal jackknife (Jaeckel, 1972), as the R package survival has it; interval on the complementary log-log scale (Kalbfleisch and Prentice, 1980).'
			},
			rate: {
				title: 'Events per 30 days',
				legend: {
					x_c: 'events of household c',
					t_c: 'its days',
					e_c: 'the events that it would have if all were alike',
					k: 'how many households',
					x: 'all events',
					φ: 'how much more households differ than by chance',
					q: 'the quantile of Student’s t for k − 1',
					z: 'the number of standard errors for 95 %'
				},
				why: 'Everybody counts by their days, so a long stay weighs more than a short one. Some people are in contact far more often than others: an interval that took all events as alike would be too narrow.',
				source:
					'Quasi-Poisson: Wedderburn, 1974, “Quasi-likelihood functions, generalized linear models, and the Gauss–Newton method”. One household alone, or no event: Garwood, 1936, “Fiducial limits for the Poisson distribution”.'
			},
			mean: {
				title: 'Mean',
				legend: {
					y_c: 'the sum of the values of worker or household c, each times its weight where it has one',
					n_c: 'its rows, or the sum of their weights',
					n: 'all rows, or the sum of all weights',
					k: 'how many workers or households',
					σ: 'the standard error of the mean',
					q: 'the quantile of Student’s t for k − 1'
				},
				why: 'Many days of one worker are one worker: the interval is over workers, not over days.',
				source:
					'Variance of a ratio over clusters: Cochran, 1977, “Sampling Techniques”. Interval: Student, 1908, “The probable error of a mean”.'
			}
		},
		outcome: { event: 'housed', competing: 'left without a home', censored: 'still waiting' }
	},

	ways: {
		title: 'Why closed cases mislead',
		names: {
			everybody: 'Everybody',
			'leavers set aside': 'Leavers set aside',
			'finished only': 'Only those housed'
		},
		why: {
			everybody:
				'Who still waits counts as long as they could be followed; who left stays in the count as not housed. This is what our pages show.',
			'leavers set aside':
				'Who left without a home is taken as if they still waited and might yet be housed like the others. It says what would be if nobody ever left, which is not what happened (Kaplan and Meier’s curve).',
			'finished only':
				'Who still waits and who left are dropped. The slower a program, the more of its waits are missing, so the slow look as fast as the others.'
		},
		which: ({ households, period }: { households: string; period: string }) =>
			`The picture shows ${households} of this agency that began ${period}, counted in three ways:`,
		whichMadeUp: ({ households }: { households: string }) =>
			`This home has no waits that could show it, so the picture shows a made-up cohort of ${households}, counted in three ways:`,
		unit: 'households',
		period: ({ from, to }: { from: string; to: string }) => `from ${from} to ${to}`,
		upTo: ({ to }: { to: string }) => `up to ${to}`,
		ended: ({ event, competing, censored }: Record<'event' | 'competing' | 'censored', string>) =>
			`${event} were housed, ${competing} left without a home, and ${censored} were still waiting on the last day known.`,
		says: ({ day, shares: [all, aside, only] }: { day: string; shares: string[] }) =>
			`By day ${day}, ${all} of everybody had a home. With the leavers set aside it would read ${aside}; of those housed alone, ${only}.`,
		found: ({ day, shares }: { day: string; shares: string[] }) =>
			`The same households, three ways: ${shares.join(', ')} housed by day ${day}`,
		caption: 'Each way with its 95 % interval on the day of the headline. The waits are this agency’s own.',
		captionMadeUp: 'Each way with its 95 % interval on the day of the headline. The waits are made up.',
		tableCaption: 'The same waits, counted in three ways',
		way: 'Way of counting',
		counted: 'Counts',
		by: ({ day }: { day: string }) => `By day ${day}`,
		half: 'Half within',
		days: 'days',
		notReached: 'not reached',
		source:
			'Kaplan and Meier, 1958, “Nonparametric estimation from incomplete observations”. Why it says too much where people leave: Gooley and others, 1999, “Estimation of failure probabilities in the presence of competing risks”.'
	},

	interval: {
		title: 'What an interval means',
		text: 'Were the same work done again with other people, chance alone would move the figure. In 95 of 100 such repetitions an interval made like this holds the true one. It speaks of chance only: not of records that are wrong or missing.'
	},
	small: {
		title: 'Why a small number says so',
		text: 'The same share of more people is known better. So a figure of few people has a wide interval, and is not called better or worse where chance could have made it.',
		caption: 'The same share of made-up rows, more and more of them',
		n: 'Rows',
		successes: 'Successes',
		share: 'Share',
		limits: '95 % interval'
	},
	effective: {
		title: 'Why rows of one household count for less',
		text: 'Members of a household move in together, and one person’s months in contact resemble each other. Ten such rows do not tell as much as ten strangers. How alike they are is taken from the data itself, and the interval is made on as many rows as would be independent: the effective n.',
		caption: 'The same made-up rows, of strangers and of households that fare alike',
		households: 'Households',
		effective: 'Effective n'
	},
	immature: {
		title: 'What “not all observed long enough” means',
		means:
			'The latest of these people could not be followed yet for as long as the figure asks, so it may still change. It is not judged.',
		text: 'A share by day 90 of people who came last month is not known yet. Until the latest of a period could be followed for that long, its figure is drawn hollow, is not held to a standard, and the default period ends early enough.'
	},
	known: {
		title: 'Up to which day the data is known',
		text: 'Each source is known up to the earlier of the day of its export and the end of the period that it covers. Waits are followed up to that day, and nothing later is counted. The clock of the computer is never asked, so the same data gives the same figures tomorrow.'
	},
	statuses: {
		title: 'What a figure says when there is none',
		word: 'It says',
		means: 'It means',
		caption: 'Each status of a figure',
		of: {
			shown: 'There is a figure.',
			no_data:
				'There are no rows in this period, or for this filter. It is not 0 %: of nobody there is no share.',
			not_reached: 'Fewer than half have had the event so far, so there is no day by which half had it.',
			suppressed:
				'So few people are behind it that they could be recognised by those who may not see single people.',
			not_collected:
				'No source has a column that the figure needs. The page names the column, and what would bring it.'
		}
	},
	verdicts: {
		title: 'How a figure is judged',
		text: ({ standard }: { standard: string }) =>
			`A figure is held to its target where there is one, else to its standard, in the direction that is better. It is better or worse only where its whole interval lies on one side. Examples, all made up, against a standard of ${standard}:`,
		caption: 'Made-up examples of each verdict',
		verdict: 'Verdict',
		of: {
			better: 'Its whole interval lies on the better side of the standard.',
			worse: 'Its whole interval lies on the worse side of the standard.',
			'within chance': 'The interval holds the standard: chance alone may have made the difference.',
			'too little data': 'No result of so few rows could have left the standard outside of its interval.'
		}
	},

	hud: {
		title: 'Where we differ from HUD',
		lead: 'HUD’s rules of who is active, who moved in and which exits count are ours too, and our tests hold them to HUD’s own tables. Where a figure, a table or a rule is not HUD’s, this page says so.',
		metrics: 'Figures',
		caption: 'Each figure that HUD has one like',
		ours: 'Ours',
		theirs: 'HUD’s',
		differs: 'How they differ',
		rules: 'Tables and rules behind them',
		ruleName: ({ name }: { name: string }) => capital(name),
		none: 'No departure is written down.',
		missing: 'What is not covered',
		missingOf: [
			'System performance measures are of a whole homelessness system. They are refused unless a source covers all of it. What is alike, such as returns, is told of our programs alone, and called so.',
			'HUD’s tables print 0 for nothing of nothing. Here that is “no data”: of nobody there is no share.',
			'HUD’s own reports (APR, CAPER) are not made here yet. These figures are no replacement for them.'
		]
	}
};
