import cases from './cases.ts';
import audit from './audit.ts';
import charts from './charts.ts';
import data from './data.ts';
import dimensions from './dimensions.ts';
import desk from './desk.ts';
import due from './due.ts';
import figures from './figures.ts';
import first from './first.ts';
import flow from './flow.ts';
import forms from './forms.ts';
import frame from './frame.ts';
import gaps from './gaps.ts';
import grants from './grants.ts';
import hands from './hands.ts';
import mapping from './mapping.ts';
import methods from './methods.ts';
import hud from './hud.ts';
import metric from './metric.ts';
import overview from './overview.ts';
import parts from './parts.ts';
import people from './people.ts';
import reasons from './reasons.ts';
import reports from './reports.ts';
import review from './review.ts';
import roster from './roster.ts';
import search from './search.ts';
import settings from './settings.ts';
import sheet from './sheet.ts';
import standards from './standards.ts';
import terms from './terms.ts';
import trend from './trend.ts';
import trends from './trends.ts';
import units from './units.ts';
import upload from './upload.ts';

/** Every sentence in English, by area. Its shape is the one that each other language must have. */
export const en = {
	audit,
	first,
	flow,
	forms,
	frame,
	gaps,
	grants,
	parts,
	figures,
	dimensions,
	desk,
	due,
	sheet,
	charts,
	overview,
	cases,
	hud,
	metric,
	data,
	hands,
	mapping,
	methods,
	standards,
	people,
	reasons,
	reports,
	review,
	roster,
	search,
	settings,
	terms,
	trend,
	trends,
	units,
	upload
};
