import { statementEvents } from '@jwg/domain';
import { Fits } from '../fits.js';
import { Says, Statement } from './statement.js';

const { starts } = statementEvents.ProjectInitiated.properties;

/** The forum launched or initiated something: work on a commitment starts. */
@Says('ProjectInitiated')
export class InitiateProject extends Statement {
  @Fits(starts) starts!: string[];
}
