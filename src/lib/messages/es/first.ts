import type { Messages } from '../index.ts';

/** Para qué sirve una página, dicho en la primera visita, según su ruta. */
export default {
	title: 'Para qué sirve esta página',
	once: 'Se dice una sola vez en este navegador.',
	pages: {
		'/': 'El resumen responde a cuántas personas se atendió, dónde se atascan los casos, quién se queda atrás y si mejora o es azar. Debajo está cada cifra; cada una lleva a sus casos.',
		'/team':
			'Aquí está lo que su equipo tiene que hacer ahora: lo vencido o lo que vence esta semana, por trabajador y por caso, según el último día de los datos. Empiece por quién necesita ayuda; la hoja de cada trabajador se imprime para la reunión individual.',
		'/team/[worker]/review':
			'Una evaluación del trabajo de una persona en doce meses, para una conversación que empieza por los casos. Dice de cada cifra cuán segura es y si es más que azar. Ambos escriben y firman; después se conserva como estaba.',
		'/mine':
			'Aquí está su propio trabajo: lo que vence, sus casos, sus cifras como las ve quien le supervisa, sus evaluaciones y quién las miró.',
		'/flow':
			'Los hogares desde la derivación hasta una vivienda que dura: cuántos esperan en cada etapa, cuánto tiempo y cuántos se fueron antes. Una etapa lleva a quienes esperan en ella.',
		'/gaps':
			'Cada grupo de personas frente a todas las demás, cifra por cifra, con lo que podría explicar una diferencia. Una brecha se puede seguir, encargar a alguien y cerrar.',
		'/trends': 'Qué cifras cambiaron en dos años más de lo que las cambia el azar, y cuáles no.',
		'/reports':
			'Informes sobre subvenciones: qué se debe a quién y hasta cuándo, qué se publicó y, para quien los hace, qué verá el financiador antes de entregarlo.',
		'/cases': 'Un caso se encuentra por el identificador que tiene en el sistema de donde viene.',
		'/metrics/[id]':
			'Una cifra: cuán segura es, a lo largo del tiempo, por grupo y frente a otras de su clase. El enlace debajo de la cifra lleva a las filas que hay detrás.',
		'/metrics/[id]/rows':
			'Las filas detrás de una cifra, una por cada cosa que cuenta, con el identificador para encontrarla en el sistema de donde viene.',
		'/data':
			'Lo que se importó, lo que cambió cada importación, lo que está mal y dónde corregirlo. Una importación se puede deshacer.',
		'/data/upload':
			'Un archivo del sistema que ya usa se lee, se comprueba y se muestra antes de que cambie nada. Lo que nombra a una persona se quita en su navegador, antes de enviarlo.',
		'/data/quality': 'Cuántos datos tienen problemas, por comprobación, programa y trabajador, y si mejora.',
		'/methods': 'Cómo se hace cada cifra: definición, fórmula, fuente y en qué difiere la de HUD.',
		'/people':
			'Quién inicia sesión y qué puede ver cada persona. Una invitación es un enlace que se entrega.',
		'/audit': 'Quién vio, sacó o cambió qué. Nada de ello se puede cambiar sin que se note.',
		'/settings':
			'Lo que la organización ha fijado: zona horaria, año fiscal, plazos, objetivos y días festivos.'
	}
} satisfies Messages['first'];
