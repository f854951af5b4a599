import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '#lib/passwords.ts';
import { KEY_DAYS } from '#lib/upload-key.ts';
import type { Messages } from '../index.ts';
import { plural } from '../plural.ts';

const cases = plural('es');

/** Signing in, one's own account, and the people of an agency. */
export default {
	roles: {
		administrator: 'administrador',
		'data steward': 'encargado de datos',
		'program manager': 'gerente de programa',
		supervisor: 'supervisor',
		worker: 'trabajador',
		funder: 'financiador'
	},
	rolesFor: {
		administrator:
			'Ve todo y decide quién más ve qué. Délo a dos personas, para que una pueda ayudar a la otra.',
		'data steward': 'Ve todo, trae las exportaciones y corrige lo que esté mal en ellas.',
		'program manager': 'Ve los casos y las cifras de los programas que usted elija.',
		supervisor: 'Ve los casos de los equipos que usted elija, mientras sus trabajadores estuvieron en ellos.',
		worker: 'Ve los casos que tiene o tuvo, y sus propias cifras.',
		funder: 'Ve los informes que se le publican, y ningún caso individual.'
	},
	sees: {
		administrator: 'Todos los casos y cifras; quién puede iniciar sesión, y lo que se hizo',
		'data steward': 'Todos los casos y cifras, y lo que se importó',
		funder: 'Los informes que se publican, y ningún caso individual',
		ofFunder: ({ funder }) => `Los informes que se publican para ${funder}, y ningún caso individual`,
		everyProgram: 'Los casos de todos los programas',
		programs: ({ programs }) => `Los casos de ${programs}`,
		teams: ({ teams, n }) =>
			`Los casos de ${teams} mientras sus trabajadores estuvieron en ${cases(n, { one: 'él', other: 'ellos' })}`,
		worker: ({ worker }) => `Los casos de ${worker}`,
		nothing: 'Nada todavía',
		unnamed: 'Lo que se eligió; sus nombres no se pueden leer ahora'
	},
	gone: {
		programs: ({ n }) =>
			cases(n, {
				one: 'Un programa que se eligió ya no está en los datos.',
				other: `${String(n)} programas que se eligieron ya no están en los datos.`
			}),
		teams: ({ teams, n }) =>
			`${teams} ya no ${cases(n, { one: 'está', other: 'están' })} en la lista de personal.`,
		worker: 'El trabajador que se eligió ya no está en los datos.',
		funder: 'El financiador que se eligió ya no da ninguna subvención.'
	},
	slips: {
		providerOnly: 'Aquí las contraseñas son solo para administradores. Inicie sesión con el proveedor.',
		name: 'Escriba un nombre de hasta 200 caracteres.',
		email: 'Escriba un correo electrónico, como nombre@example.org.',
		taken: 'Este correo ya es de otra persona. Cambie a esa persona, o escriba otro.',
		role: 'Elija una función.',
		programs: 'Elija al menos un programa, o todos.',
		teams: 'Elija al menos un equipo.',
		worker: 'Elija de quién son los casos que ve este trabajador.',
		funder: 'Elija de quién son los informes que ve esta persona.',
		unknownFunder: 'Ninguna subvención es de este financiador. Elija de la lista.',
		unknown: 'Algo de lo que se eligió aquí no está en los datos. Elija de la lista.',
		short: `Es demasiado corta. Use al menos ${String(SHORTEST_PASSWORD)} caracteres, por ejemplo cuatro palabras.`,
		long: `Es demasiado larga. Use como máximo ${String(LONGEST_PASSWORD)} caracteres.`,
		same: 'Repite los mismos pocos caracteres. Use mejor cuatro palabras.',
		wrong: 'Esta no es su contraseña actual.',
		many: 'Demasiados intentos a la vez. Espere un minuto e intente de nuevo.',
		last: 'Es el único administrador que puede iniciar sesión. Haga primero administrador a otra persona.',
		sample: 'Las personas de la muestra quedan como están.',
		closed: 'La cuenta está cerrada. Ábrala primero.',
		keyName: 'Dé a la clave un nombre de hasta 60 caracteres, como el del script.',
		keyTaken: 'Ya se usa una clave con este nombre. Revóquela primero, o elija otro nombre.',
		keyDays: `Escriba un número entero de días de ${String(KEY_DAYS.least)} a ${String(KEY_DAYS.most)}.`
	},
	signIn: {
		title: 'Iniciar sesión',
		email: 'Correo electrónico',
		password: 'Contraseña',
		submit: 'Iniciar sesión',
		wrong: 'El correo y la contraseña no corresponden.',
		wrongMend: 'Revise los dos. Si olvidó la contraseña, pida un enlace nuevo a su administrador.',
		many: 'Demasiados intentos a la vez.',
		manyMend: 'Espere un minuto e intente de nuevo.',
		saved: 'Su contraseña quedó guardada.',
		savedNext: 'Inicie sesión con ella ahora.',
		nobody: 'Todavía nadie puede iniciar sesión',
		nobodyWhy:
			'Abra el enlace de configuración que el servidor mostró al iniciarse. Funciona una sola vez. Para obtener uno nuevo, ejecute en el servidor:',
		nobodyCommand: 'npm run -s throughline -- set-up-link'
	},
	provider: {
		submit: ({ name }) => `Iniciar sesión con ${name}`,
		password: 'O con una contraseña',
		only: 'Con una contraseña, para administradores',
		refused: ({ name }) => `${name} inició su sesión, pero usted no puede entrar aquí`,
		refusedWhy: ({ name }) =>
			`No se le invitó con el correo por el que ${name} le conoce, o ${name} no lo ha verificado, o su cuenta aquí se cerró. Pregunte a su administrador.`,
		failed: ({ name }) => `No ha iniciado sesión. Lo que respondió ${name} no se puede usar`,
		failedWhy: 'Se canceló, tardó más de diez minutos o ya se había usado. Empiece de nuevo aquí.',
		unready: ({ name }) => `Iniciar sesión con ${name} no funciona en este momento`,
		unreadyWhy:
			'Intente de nuevo en un minuto. Si sigue así, pregunte a su administrador: el registro del servidor dice por qué.',
		welcome: ({ name }) =>
			`Usted inicia sesión con ${name}, por el correo con el que se le invitó. Aquí no necesita contraseña.`,
		stays: ({ name }) =>
			`Si inició sesión con ${name}, allí sigue abierta: ciérrela también allí en una computadora que usen otras personas.`
	},
	signOut: 'Cerrar sesión',
	signedInAs: ({ name, role }) => `${name}, ${role}: su cuenta`,
	link: {
		gone: 'Este enlace no funciona',
		goneWhy: 'Ya se usó, venció o nunca existió. Pida uno nuevo a su administrador.',
		setUp: 'Configurar Throughline',
		setUpWhy: 'Usted será el administrador, que invita a todos los demás.',
		welcome: ({ name }) => `Le damos la bienvenida, ${name}`,
		welcomeWhy: ({ email }) => `Elija una contraseña. Después iniciará sesión como ${email}.`,
		name: 'Su nombre',
		email: 'Su correo electrónico',
		password: 'Contraseña',
		hint: `Al menos ${String(SHORTEST_PASSWORD)} caracteres. Cuatro palabras que no tengan nada que ver entre sí son una buena opción.`,
		submit: 'Guardar e ir a iniciar sesión'
	},
	account: {
		title: 'Su cuenta',
		email: 'Correo electrónico',
		role: 'Función',
		sees: 'Usted ve',
		change: 'Cambiar la contraseña',
		current: 'Contraseña actual',
		next: 'Contraseña nueva',
		submit: 'Cambiar la contraseña',
		changed: 'Se cambió la contraseña. Sus sesiones en otros navegadores terminaron.',
		noPassword: 'Usted inicia sesión sin contraseña de este servidor, así que no hay ninguna que cambiar.',
		goneMend: 'Pida a su administrador que elija de nuevo.',
		others: 'Otros navegadores',
		othersNow: ({ n, number }) =>
			cases(n, {
				zero: 'Su sesión está abierta solo aquí.',
				one: 'Su sesión está abierta en otro navegador.',
				other: `Su sesión está abierta en otros ${number} navegadores.`
			}),
		endOthers: 'Cerrar sesión allí',
		ended: 'Sus sesiones en otros navegadores terminaron.'
	},
	list: {
		title: 'Personas',
		lead: 'Quién puede iniciar sesión, y qué ve cada persona.',
		invite: 'Invitar a alguien',
		caption:
			'Todas las personas que pueden o podían iniciar sesión; al final, aquellas cuya cuenta está cerrada',
		name: 'Nombre',
		email: 'Correo electrónico',
		role: 'Función',
		sees: 'Ve',
		state: 'Estado',
		last: 'Último inicio de sesión',
		never: 'nunca',
		states: { invited: 'invitada', active: 'activa', closed: 'cerrada' },
		linkUntil: ({ moment }) => `El enlace funciona hasta el ${moment}.`,
		linkGone: 'El enlace venció. Cree uno nuevo.',
		sample: 'Estas personas son inventadas, como toda la agencia de muestra. Aquí nadie tiene contraseña.'
	},
	missing: {
		programs: 'Todavía no hay programas',
		programsWhy: 'Vienen con una exportación. Hasta que se importe una, puede dar todos los programas.',
		teams: 'Todavía no hay equipos',
		teamsWhy: 'Vienen con una lista de personal: un archivo de los trabajadores y uno de sus equipos.',
		workers: 'Todavía no hay trabajadores',
		workersWhy:
			'Vienen con una lista de personal, o con una exportación que diga quién escribió cada registro.',
		funders: 'Todavía no hay subvenciones',
		fundersWhy: 'Cuando las haya, elija aquí de quién son los informes que ve esta persona.',
		grants: 'Dónde se registran las subvenciones',
		roster: 'Dónde se trae la lista de personal',
		data: 'Dónde se traen los datos'
	},
	form: {
		role: 'Función',
		chooseRole: '¿Qué función tiene esta persona?',
		name: 'Nombre',
		email: 'Correo electrónico',
		emailHint: 'Con él inicia sesión. No se le envía nada.',
		programs: 'Programas',
		allPrograms: 'Todos los programas, también los que vengan',
		somePrograms: 'Solo estos:',
		teams: 'Equipos',
		members: ({ members, n }) => (n === 0 ? 'Ahora no hay nadie en él.' : `Ahora están en él: ${members}.`),
		leads: ({ supervisors }) => `En la lista de personal lo supervisa ${supervisors}.`,
		worker: 'Trabajador',
		workerHint:
			'De quién son los casos que ve esta persona, por el nombre en la lista de personal y el código en el sistema de origen.',
		funder: 'Financiador',
		funderHint: 'De quién son los informes que ve esta persona, como lo nombran las subvenciones.',
		notGiving: ({ funder }) => `${funder} (ya no da ninguna subvención)`,
		choose: 'Elija …',
		inTeam: ({ worker, team }) => `${worker}, ${team}`,
		notThere: 'ya no está en los datos',
		nothingSaved: 'Todavía no se guardó nada.',
		mend: 'Vea lo que está señalado abajo.'
	},
	invite: {
		title: 'Invitar a alguien',
		submit: 'Crear la invitación',
		done: ({ name }) => `Se invitó a ${name}`,
		another: 'Invitar a otra persona'
	},
	hand: {
		label: 'Enlace para entregar',
		why: ({ name, moment }) =>
			`Dé este enlace a ${name}, y a nadie más. Funciona una sola vez, hasta el ${moment}. Se muestra solo ahora.`,
		copy: 'Copiar el enlace',
		copied: 'Copiado'
	},
	person: {
		back: 'Personas',
		since: 'Desde',
		change: 'Cambiar',
		submit: 'Guardar',
		ends: 'La persona que se cambia tiene que iniciar sesión de nuevo.',
		saved: 'Guardado. La persona tiene que iniciar sesión de nuevo.',
		link: 'Un enlace nuevo',
		linkWhy: 'Para quien olvidó la contraseña o perdió la invitación. Un enlace anterior deja de funcionar.',
		makeLink: 'Crear un enlace nuevo',
		linkMade: 'Este es el enlace nuevo',
		close: 'Cerrar la cuenta',
		closeWhy:
			'Su sesión se cierra de inmediato y no puede volver a iniciarla. Lo que hizo queda en el registro de auditoría. Usted puede abrir la cuenta de nuevo.',
		closed: 'La cuenta está cerrada.',
		open: 'Abrir la cuenta',
		openWhy: 'Puede iniciar sesión de nuevo con la contraseña que tenía.',
		opened: 'La cuenta está abierta.'
	},
	demonstration: {
		title: 'Ver la agencia de muestra',
		lead: 'Esto es una demostración. La agencia, sus trabajadores y sus clientes son inventados. ¿Quién quiere ser?',
		as: ({ name, role }) => `${name}, ${role}`,
		comes: {
			administrator: '¿Es seguro, y quién ve qué?',
			'data steward': '¿Se aceptó mi archivo, qué tiene de malo y puedo retirarlo?',
			'program manager': '¿A cuántos servimos, dónde se estancan los casos, y es una mejora o solo ruido?',
			supervisor: '¿Quién de mi equipo necesita ayuda esta semana, y qué está atrasado?',
			worker: '¿Qué se dice de mi trabajo, es justo y qué hago ahora?',
			funder: '¿Cumplió la subvención lo prometido?'
		},
		own: 'Para ver sus propias cifras, importe una exportación e inicie Throughline de nuevo:',
		command: 'npm run -s throughline -- import FILE.zip',
		be: 'Ser otra persona:',
		noPasswords: 'En la agencia de muestra nadie tiene contraseña. Elija quién quiere ser.',
		choose: 'Elegir a alguien'
	}
} satisfies Messages['people'];
