import loadHighs, { type Highs, type Model, type ModelData } from 'highs';

let loaded: Promise<Highs> | null = null;

/** The solver of linear and integer programs, which is loaded when it is first asked for. */
export function solver(): Promise<Highs> {
	return (loaded ??= loadHighs());
}

/** One row of a program: bounds on a sum of columns, each with its factor. */
export type Row = {
	lower: number;
	upper: number;
	entries: readonly (readonly [column: number, factor: number])[];
};

/** A program to be solved again and again with another objective; its columns lie between 0 and `upper`. */
export function makeProgram(
	highs: Highs,
	{ upper, rows, whole }: { upper: readonly number[]; rows: readonly Row[]; whole: boolean }
): Model {
	const starts = new Int32Array(rows.length + 1);
	rows.forEach(({ entries }, at) => (starts[at + 1] = starts[at]! + entries.length));
	const flat = rows.flatMap(({ entries }) => entries);
	const data: ModelData = {
		numCols: upper.length,
		numRows: rows.length,
		colCost: new Float64Array(upper.length),
		colLower: new Float64Array(upper.length),
		colUpper: Float64Array.from(upper),
		rowLower: Float64Array.from(rows, ({ lower }) => lower),
		rowUpper: Float64Array.from(rows, (row) => row.upper),
		matrix: {
			format: 'csr',
			numRows: rows.length,
			numCols: upper.length,
			starts,
			indices: Int32Array.from(flat, ([column]) => column),
			values: Float64Array.from(flat, ([, factor]) => factor)
		},
		...(whole ? { integrality: new Int32Array(upper.length).fill(highs.constants.variableType.integer) } : {})
	};
	const model = highs.createModel(data);
	model.options.set({ output_flag: false });
	return model;
}
