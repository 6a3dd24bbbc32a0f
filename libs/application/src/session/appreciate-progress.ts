import { Says, Statement } from './statement.js';

/** Progress was appreciated or noted with satisfaction; that changes no status. */
@Says('ProgressAppreciated')
export class AppreciateProgress extends Statement {}
