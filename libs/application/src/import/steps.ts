import { v5 } from 'uuid';
import { commitmentsNamedIn, sessionOf, statementId, statementOf } from '@jwg/domain';
import { digestOf } from '@jwg/platform';
import { RegisterLegacyCommitment } from '../commitment/index.js';
import { EstablishForum, RegisterInstitution } from '../forum/index.js';
import type { LedgerCommand } from '../ledger-command.js';
import { commandNamed } from '../menu.js';
import {
  AgreeAgenda,
  AgreeMinutesText,
  ConcludeSession,
  DraftMinutes,
  OpenSession,
  ScheduleSession,
  SignMinutes,
} from '../session/index.js';
import { fieldsOf } from '../parse-input.js';
import { commandOf, followUpCommands } from './commands-of.js';
import type { RecordFile } from './format.js';
import type { Path } from './problem.js';

type Entry<K extends 'forums' | 'legacyCommitments' | 'sessions' | 'followUps'> = NonNullable<RecordFile[K]>[number];
type Sourced = Pick<RecordFile, 'source' | 'authority'>;

/** One command of a file, and where the file says so. */
export interface ImportStep {
  /** The same step has the same id when its file is imported again, so that the ledger recognises it. */
  readonly commandId: string;
  readonly kind: new () => LedgerCommand;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly at: Path;
  /** The paths of the command's fields that have another name or place in the file. */
  readonly places: Readonly<Record<string, Path>>;
  /** The forum, session or commitment that the step is about. */
  readonly subject: string;
  /** The ids that later steps may build on. */
  readonly brings: readonly string[];
  readonly by?: { readonly side?: string; readonly institution?: string };
  /** True when a step that changes nothing can only be a mistake. */
  readonly mustChange?: boolean;
  readonly order: readonly [date: string, rank: number];
}

const NAMESPACE = '6f1c3a52-52a5-4a0e-9a53-0d5a6e7b1f27';
const stepIdOf = (...identity: readonly (string | number)[]): string => v5(JSON.stringify(identity), NAMESPACE);

/** The order on one day: earlier facts, then reports, then what the session said, then what followed from it. */
const rank = { forum: 0, legacy: 1, before: 2, session: 3, after: 4 } as const;
const LAST = '9999';
/** The date of a statement follows from its session. */
const IN_SESSION = 'in session';

/** Every command of a file, in the order in which the facts happened; a month or a year counts as its first day. */
export const stepsOf = (file: RecordFile): ImportStep[] =>
  [
    ...each(file.forums, 'forums', (it, at) => forumSteps(it, at, file)),
    ...each(file.legacyCommitments, 'legacyCommitments', (it, at) => [legacyStep(it, at, file)]),
    ...each(file.sessions, 'sessions', (it, at) => sessionSteps(it, at, file)),
    ...followUpSteps(file),
  ].sort((a, b) => (a.order[0] === b.order[0] ? a.order[1] - b.order[1] : a.order[0] < b.order[0] ? -1 : 1));

/** The entries of a list that are objects; the check of the format has reported all others. */
const each = <E extends object, T>(
  list: readonly E[] | undefined,
  name: string,
  of: (entry: E, at: Path) => T[],
): T[] =>
  Array.isArray(list)
    ? (list as readonly E[]).flatMap((entry, n) => (isRecord(entry) ? of(entry, [name, n]) : []))
    : [];

const isRecord = (value: unknown): value is object =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const text = (value: unknown, otherwise = ''): string => (typeof value === 'string' ? value : otherwise);

/** Drops the fields that are undefined, so that the command's own defaults apply. */
const defined = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const provenance = (occurredAt: string | undefined, ...nearest: readonly Sourced[]) => {
  const source = nearest.find((it) => it.source !== undefined)?.source;
  const authority = nearest.find((it) => it.authority !== undefined)?.authority;
  const known = defined({ occurredAt, authority, source });
  return Object.keys(known).length > 0 ? known : undefined;
};

const forumSteps = (entry: Entry<'forums'>, at: Path, file: RecordFile): ImportStep[] => {
  const { id: forumId, institutions, source, authority, since, ...particulars } = entry;
  const forum = text(forumId);
  const common = { at, subject: forum, order: ['', rank.forum] as const };
  const on = particulars.establishedOn ?? since;
  const establish: ImportStep = {
    ...common,
    commandId: stepIdOf('forum', forum),
    kind: EstablishForum,
    fields: defined({ forumId, ...particulars, provenance: provenance(on, { source, authority }, file) }),
    places: { forumId: ['id'] },
    brings: [forum],
  };
  const registered = each(institutions, 'institutions', (institution, place): ImportStep[] => {
    const { id, source: ownSource, authority: ownAuthority, ...rest } = institution;
    const own = { source: ownSource, authority: ownAuthority };
    return [
      {
        ...common,
        at: [...at, ...place],
        commandId: stepIdOf('institution', forum, text(id)),
        kind: RegisterInstitution,
        fields: defined({ forumId, institution: id, ...rest, provenance: provenance(on, own, entry, file) }),
        places: { institution: ['id'] },
        brings: [text(id)],
      },
    ];
  });
  // An id alone adds institutions to a forum that already exists.
  const isKnown = Object.keys(particulars).length === 0 && institutions !== undefined;
  return isKnown ? registered : [establish, ...registered];
};

const lists = { lead: [], support: [], beneficiaries: [] };

const legacyStep = (entry: Entry<'legacyCommitments'>, at: Path, file: RecordFile): ImportStep => {
  const { id, since, source, authority, ...undertaking } = entry;
  return {
    commandId: stepIdOf('legacy', text(id)),
    kind: RegisterLegacyCommitment,
    fields: defined({
      commitmentId: id,
      ...lists,
      ...undertaking,
      provenance: provenance(since, { source, authority }, file),
    }),
    at,
    places: { commitmentId: ['id'] },
    subject: text(id),
    brings: [text(id)],
    order: [text(since), rank.legacy],
  };
};

const sessionSteps = (entry: Entry<'sessions'>, at: Path, file: RecordFile): ImportStep[] => {
  const { id: sessionId, label, mode, plannedOn, venue, hostSide, alsoServes, openedOn, agenda } = entry;
  const session = text(sessionId);
  const concludedOn = entry.concludedOn ?? openedOn;
  const held = text(openedOn, text(plannedOn, LAST));
  const step = (
    kind: ImportStep['kind'],
    name: string | readonly (string | number)[],
    fields: Record<string, unknown>,
    more: Partial<ImportStep> & { on?: string; own?: Sourced } = {},
  ): ImportStep => {
    const { on = openedOn, own = {}, ...rest } = more;
    const occurredAt = on === IN_SESSION ? undefined : on;
    return {
      commandId: stepIdOf('session', session, ...(typeof name === 'string' ? [name] : name)),
      kind,
      fields: defined({ sessionId, ...fields, provenance: provenance(occurredAt, own, entry, file) }),
      at,
      places: { sessionId: ['id'] },
      subject: session,
      brings: [session],
      order: [held, rank.session],
      ...rest,
    };
  };
  const scheduled = step(ScheduleSession, 'schedule', { label, mode, plannedOn, venue, hostSide, alsoServes });
  const agreed =
    agenda === undefined
      ? []
      : [step(AgreeAgenda, 'agenda', { items: agenda }, { places: { items: ['agenda'] }, brings: [] })];
  if (openedOn === undefined) return [scheduled, ...agreed];
  const { coChairs, delegations } = entry;
  return [
    scheduled,
    ...agreed,
    step(OpenSession, 'open', { openedOn, coChairs, delegations }),
    ...each(entry.statements, 'statements', (said, place) => {
      const known = statementStep(said, session, [...at, ...place], step);
      return known ? [known] : [];
    }),
    step(
      ConcludeSession,
      'conclude',
      { concludedOn },
      {
        on: concludedOn,
        places: { sessionId: ['id'], concludedOn: [entry.concludedOn === undefined ? 'openedOn' : 'concludedOn'] },
        order: [text(concludedOn), rank.session],
      },
    ),
    ...minutesSteps(entry, at, step),
  ];
};

type MakeStep = (
  kind: ImportStep['kind'],
  name: string | readonly (string | number)[],
  fields: Record<string, unknown>,
  more?: Partial<ImportStep> & { on?: string; own?: Sourced },
) => ImportStep;

type StatementEntry = NonNullable<Entry<'sessions'>['statements']>[number];

/** Undefined when the verb is not one that minutes use: the check of the format has reported it. */
const statementStep = (entry: StatementEntry, session: string, at: Path, step: MakeStep): ImportStep | undefined => {
  const { verb, undertakings, source, authority, ...said } = entry;
  const type = statementOf.get(text(verb));
  if (type === undefined) return undefined;
  const place = at.at(-1) as number;
  return step(
    commandOf[type],
    ['statement', place],
    {
      ...((verb === 'deferred' || verb === 'postponed') && { outcome: 'deferred' }),
      ...said,
      ...(undertakings !== undefined && { undertakings: withLists(undertakings) }),
    },
    {
      on: IN_SESSION,
      own: { source, authority },
      at,
      // Without this one, all later numbers would shift.
      brings: [
        `${session}.s`,
        ...(undertakings === undefined ? [] : [`${session}.c`]),
        ...commitmentsNamedIn({ type, data: entry }),
      ],
    },
  );
};

/** The undertakings, each with empty lists where the file leaves them out. */
const withLists = (undertakings: unknown): unknown =>
  Array.isArray(undertakings)
    ? undertakings.map((it: unknown) => (isRecord(it) ? { ...lists, ...it } : it))
    : undertakings;

const minutesSteps = (entry: Entry<'sessions'>, at: Path, step: MakeStep): ImportStep[] => {
  const { minutes, statements } = entry;
  if (!isRecord(minutes)) return [];
  const session = text(entry.id);
  const words = (Array.isArray(statements) ? (statements as StatementEntry[]) : []).map((it, n) => ({
    statementId: statementId(session, n + 1),
    text: it?.text,
  }));
  const digests: string[] = [];
  const dated = (on: string | undefined, place: Path, own: Sourced) => ({
    on,
    own,
    at: [...at, 'minutes', ...place],
    order: [text(on), rank.session] as const,
  });
  const drafts = each(minutes.versions, 'versions', (version, place) => {
    const { on, languages, omits, changes, digest } = version;
    const kept = words.filter(({ statementId }) => !(Array.isArray(omits) && omits.includes(statementId)));
    const number = digests.length + 1;
    digests.push(text(digest, digestOf({ session, version: number, statements: kept, changes: changes ?? [] })));
    return [
      step(
        DraftMinutes,
        ['draft', number],
        { digest: digests.at(-1), languages, statementIds: kept.map(({ statementId }) => statementId), changes },
        { ...dated(on, place, version), places: { statementIds: ['omits'] } },
      ),
    ];
  });
  const signed = (version: unknown, digest?: string) => {
    const number = typeof version === 'number' ? version : digests.length;
    return { version: number, digest: digest ?? digests[number - 1] };
  };
  const { agreed } = minutes;
  const agreement = isRecord(agreed)
    ? [step(AgreeMinutesText, 'agree', signed(agreed.version), dated(agreed.on, ['agreed'], agreed))]
    : [];
  const signatures = each(minutes.signatures, 'signatures', (signature, place) => {
    const { side, on, signatory, office, version, digest } = signature;
    const fields = { side, signatory, office, signedOn: on, ...signed(version, digest) };
    const more = { ...dated(on, place, signature), places: { signedOn: ['on'] } };
    return [step(SignMinutes, ['sign', text(side), fields.version], fields, more)];
  });
  return [...drafts, ...agreement, ...signatures];
};

const followUpSteps = (file: RecordFile): ImportStep[] => {
  const seen = new Map<string, number>();
  const heldOn = new Map(each(file.sessions, 'sessions', ({ id, openedOn }) => [[text(id), text(openedOn)] as const]));
  return each(file.followUps, 'followUps', (entry, at) => {
    const { on, commitment: commitmentId, command, by, source, authority, ...fields } = entry;
    const kind = followUpCommands.includes(text(command)) ? commandNamed(text(command)) : undefined;
    if (!kind) return [];
    const commitment = text(commitmentId);
    const identity = ['followUp', commitment, text(command), text(on)] as const;
    const key = identity.join(' ');
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    // A matter that a session raised on this day cannot have been followed up before the session met.
    const isNew = heldOn.get(sessionOf(commitment)) === on;
    const step: ImportStep = {
      commandId: stepIdOf(...identity, nth),
      kind,
      fields: defined({
        commitmentId,
        ...fields,
        ...(fieldsOf(kind).has('on') && { on }),
        provenance: provenance(on, { source, authority }, file),
      }),
      at,
      places: { commitmentId: ['commitment'] },
      subject: commitment,
      brings: [commitment],
      ...(isRecord(by) && { by }),
      mustChange: true,
      order: [text(on), isNew ? rank.after : rank.before],
    };
    return [step];
  });
};
