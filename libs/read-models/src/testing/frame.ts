import { forumOf, isStatement, ordinalOf, type EventType, type LedgerEvent, type StatementEvent } from '@jwg/domain';

export type DataOf<T extends EventType> = Extract<LedgerEvent, { type: T }>['data'];

/** The fields that `frame` fills where a spec does not give them. */
interface Framed {
  SessionScheduled: 'forum' | 'ordinal' | 'label' | 'mode' | 'alsoServes';
  SessionOpened: 'openedOn' | 'coChairs' | 'delegations';
  SessionConcluded: 'concludedOn';
  MinutesDrafted: 'version' | 'digest' | 'languages' | 'changes';
  CommitmentRegistered: keyof DataOf<'CommitmentRegistered'>;
}
type FramedIn<T extends EventType> = T extends StatementEvent['type']
  ? 'statementId' | 'text' | 'speaker' | 'refersTo' | 'side'
  : T extends keyof Framed
    ? Framed[T]
    : never;
/** The part of an event that a spec has to give: everything that is not the same in every spec. */
export type Given<T extends EventType> = Omit<DataOf<T>, FramedIn<T>> & Partial<DataOf<T>>;

export const digest = (version: number): string => `sha256:${String(version).padStart(64, '0')}`;

/** An undertaking between one institution of each side. */
export const undertaking = (commitmentId: string, more: object = {}) => ({
  commitmentId,
  kind: 'jointProject' as const,
  title: { en: `The matter ${commitmentId}` },
  lead: ['pk-most'],
  support: ['cn-most'],
  beneficiaries: [],
  ...more,
});
export const undertakings = (...commitmentIds: string[]) => commitmentIds.map((id) => undertaking(id));

/** What is the same in every spec: a regular, virtual session; a joint statement with the next number; and so on. */
export const frame = (id: string, type: EventType, given: object, day: string, saidBefore: number): object => {
  if (isStatement({ type })) {
    const { speaker } = given as Partial<StatementEvent['data']>;
    return {
      statementId: `${id}.s${saidBefore + 1}`,
      text: { en: `${type} in ${id}` },
      speaker: { kind: 'joint' },
      refersTo: [],
      ...(speaker && 'side' in speaker && speaker.side && { side: speaker.side }),
    };
  }
  switch (type) {
    case 'SessionScheduled':
      return { forum: forumOf(id), ordinal: ordinalOf(id), label: 'regular', mode: 'virtual', alsoServes: [] };
    case 'SessionOpened':
      return { openedOn: day, coChairs: [], delegations: [] };
    case 'SessionConcluded':
      return { concludedOn: day };
    case 'MinutesDrafted': {
      const { version = 1 } = given as Partial<DataOf<'MinutesDrafted'>>;
      return { version, digest: digest(version), languages: ['en'], changes: [] };
    }
    case 'CommitmentRegistered':
      return { ...undertaking(id), forum: forumOf(id), adoption: 'provisional', legacy: true };
    default:
      return {};
  }
};
