import type { Messages } from '../index.ts';
import audit from './audit.ts';
import cases from './cases.ts';
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

/**
 * Every sentence in Spanish, by area: plain, as an agency in the United States speaks to its staff, with usted. Masculine
 * nouns stand for everybody, and one word says one thing everywhere:
 *
 * absence ausencia · assignment asignación · audit log registro de auditoría · batch lote · build generar (las cifras) ·
 * case caso · caseload carga de casos · chance azar · check verificación · client cliente · crosswalk tabla de enlaces ·
 * data steward encargado de datos · destination destino de salida · engagement vinculación · enrollment inscripción ·
 * exit salida · export exportación · figure cifra · flow recorrido · funder financiador · gap brecha · goal meta ·
 * grant subvención · head of household jefe de hogar · home (folder) carpeta principal · homeless sin hogar ·
 * household hogar · mapping mapeo · metric medida · move-in mudanza · need (unmet) necesidad (sin atender) ·
 * program manager gerente de programa · record registro · referral remisión · review evaluación · roster lista de personal · row fila ·
 * service plan plan de servicios · settings configuración · share proporción · site sede · source fuente ·
 * source system sistema de origen · stage etapa · standard estándar · start inicio · stay estancia ·
 * step change cambio de nivel · store almacén · target objetivo · time limit plazo · upload carga, cargar ·
 * vault bóveda · worker trabajador
 */
export const es: Messages = {
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
