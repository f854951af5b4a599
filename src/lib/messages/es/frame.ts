import type { Messages } from '../index.ts';

/** The frame around every page, and the pages that say that something is missing or failed. */
export default {
	name: 'Throughline',
	tagline: 'Resultados a partir de las exportaciones que ya tiene',
	title: ({ page }) => `${page} · Throughline`,
	skip: 'Ir al contenido',
	navigation: 'Páginas',
	overview: 'Resumen',
	data: 'Datos',
	methods: 'Métodos',
	parts: 'Partes de una página',
	language: 'Idioma',

	sample: {
		is: 'Esta es la agencia de muestra.',
		madeUp: 'Sus personas son inventadas.'
	},

	known: ({ date, age }) => `Datos conocidos hasta el ${date}, ${age}`,
	nothing: 'Todavía no se ha importado nada',
	store: ({ id }) => `Almacén ${id}`,
	storeFull: ({ id }) => `Todas las cifras de esta página provienen del almacén ${id}.`,
	room: {
		title: ({ free }) => `Solo quedan ${free} libres en el disco de este servidor`,
		mend: 'Una importación que encuentra el disco lleno se rechaza, y las cifras quedan como están. Libere espacio o pida que se ejecute “throughline prune” en el servidor.'
	},
	version: ({ version }) => `Throughline ${version}`,

	missing: {
		title: 'No se encontró',
		heading: 'No hay ninguna página en esta dirección',
		mend: 'Revise si la dirección tiene un error o vaya a la primera página.'
	},
	failed: {
		title: 'Algo salió mal',
		safe: 'No se ha perdido nada de lo importado. Intente de nuevo en un momento, vaya a la primera página o pregunte a quien administra este servidor.'
	},
	refused: {
		title: 'Esto no se puede mostrar'
	},
	refusal: {
		host: ({ name }) =>
			`Este servidor no responde al nombre “${name}”. Ábralo en la dirección que indicó al iniciarse. Si se llega a él por ese nombre, ponga esa dirección en “origin” de settings.json e inícielo de nuevo.`,
		origin:
			'Esto lo envió otro sitio, o algo que no es una página de este servidor. No se cambió nada. Abra la página aquí y hágalo en ella.',
		large: ({ megabytes, setting }) =>
			`Esto es más de lo que se puede enviar de una vez, que son ${String(megabytes)} MB. No se cambió nada. Envíe menos, o pida a un administrador que aumente “${setting}” en settings.json.`
	},
	stopped: 'Esta página dejó de funcionar en su navegador. Cárguela de nuevo.',
	first: 'Ir a la primera página',
	logged: ({ id }) => `Para encontrar la causa en el registro del servidor, cite ${id}.`
} satisfies Messages['frame'];
