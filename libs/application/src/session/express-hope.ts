import { Says, Statement } from './statement.js';

/** Hope or expectation was expressed; what is hoped for has not begun. */
@Says('HopeExpressed')
export class ExpressHope extends Statement {}
