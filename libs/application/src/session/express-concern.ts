import { Says, Statement } from './statement.js';

/** Concern was expressed; that changes no status. */
@Says('ConcernExpressed')
export class ExpressConcern extends Statement {}
