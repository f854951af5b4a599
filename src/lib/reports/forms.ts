import type { Form } from './form.ts';
import { form as json } from './forms/json.ts';
import { form as print } from './forms/print.ts';
import { form as stack } from './forms/stack.ts';
import { form as workbook } from './forms/workbook.ts';

/** The files that a report is given out as, in the order in which they are offered. */
export const FORMS: readonly Form[] = [print, workbook, stack, json];
