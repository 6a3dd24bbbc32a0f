import { Says, Statement } from './statement.js';

/** One side puts a reservation into the minutes, during the sitting or after it. */
@Says('StatementInsertedBySide')
export class InsertStatement extends Statement {}
