/** The metric by which caseloads are told. */
export const CASELOAD = 'caseload';
