import { Value } from 'typebox/value';
import { idIn, idsOf } from '../by-id.js';
import { allow, type Context } from '../context.js';
import type { Correction } from '../correction.js';
import type { UndertakingChanged } from '../vocabulary.js';
import { annul, type Annulment } from './annulment.js';
import { differencesIn } from './changes.js';
import { correct } from './corrections.js';
import { MOST_STATEMENTS, type SessionEvent } from './events.js';
import { requireScheduled } from './numbers.js';
import { recordDigest } from './record-digest.js';
import { refuse, type DataOf } from './rules.js';
import { agree, comment, sign } from './signatures.js';
import type { Session } from './state.js';

export type MinutesCommand =
  | {
      type: 'DraftMinutes';
      data: {
        digest: string;
        languages: string[];
        /** Default: all statements that are not annulled. */
        statementIds?: string[];
        changes: UndertakingChanged[];
      };
    }
  | { type: 'CommentMinutes'; data: DataOf<'MinutesCommented'> }
  | { type: 'AgreeMinutesText'; data: DataOf<'MinutesTextAgreed'> }
  | { type: 'SignMinutes'; data: DataOf<'MinutesSignedBySide'> }
  | { type: 'CorrectRecord'; data: Correction }
  | { type: 'AnnulRecord'; data: Annulment };

export const minutes = (command: MinutesCommand, state: Session, context: Context): SessionEvent[] => {
  requireScheduled(state);
  switch (command.type) {
    case 'DraftMinutes':
      return draft(command.data, state, context);
    case 'CommentMinutes':
      return comment(command.data, state, context);
    case 'AgreeMinutesText':
      return agree(command.data, state, context);
    case 'SignMinutes':
      return sign(command.data, state, context);
    case 'CorrectRecord':
      return correct(command.data, state, context);
    case 'AnnulRecord':
      return annul(command.data, state, context);
  }
};

const draft = (
  { digest, languages, statementIds: asked, changes }: Extract<MinutesCommand, { type: 'DraftMinutes' }>['data'],
  state: Session,
  context: Context,
): SessionEvent[] => {
  allow(context, 'recorder', 'secretariat');
  if (state.phase !== 'concluded')
    refuse('SESSION_NOT_CONCLUDED', `Minutes follow a concluded session; this one is ${state.phase}.`);
  if (state.inEffect)
    refuse('MINUTES_IN_EFFECT', 'Both sides have signed; what is signed changes only in a later session.');
  const standing = idsOf(state.statements).filter((id) => !idIn(state.statements, id)!.annulled);
  const statementIds = asked ?? standing;
  if (statementIds.length > MOST_STATEMENTS)
    refuse('TOO_MANY_STATEMENTS', 'One text of minutes has room for 2,000 statements, and this would have more.');
  for (const id of statementIds) {
    const statement = idIn(state.statements, id);
    if (!statement) refuse('UNKNOWN_STATEMENT', `There is no statement ${id} in this session.`, id);
    if (statement?.annulled) refuse('STATEMENT_ANNULLED', `Statement ${id} was annulled.`, id);
  }
  const differences = differencesIn(changes, statementIds, state, context);
  const text = { digest, languages, statementIds, changes: differences };
  if (isDrafted(text, state)) return [];
  const version = (state.draft?.version ?? 0) + 1;
  const statements = statementIds.map((id) => idIn(state.statements, id)!.fact);
  const record = recordDigest({ version, statements, changes: differences });
  return [{ type: 'MinutesDrafted', data: { version, ...text, record } }];
};

/** Whether the latest version is this text, and the record still says what it said then. */
const isDrafted = (text: Omit<DataOf<'MinutesDrafted'>, 'version' | 'record'>, { draft }: Session): boolean => {
  if (!draft || draft.outdated) return false;
  const { version: _version, record: _record, ...drafted } = draft;
  return Value.Equal(drafted, text);
};
