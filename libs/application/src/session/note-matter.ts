import { Says, Statement } from './statement.js';

/** A matter was noted, discussed or taken note of; nothing follows from it. */
@Says('MatterNoted')
export class NoteMatter extends Statement {}
