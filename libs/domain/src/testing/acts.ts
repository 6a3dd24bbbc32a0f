import { idIn, idsOf as allIdsOf } from '../by-id.js';
import type { CommitmentCommand } from '../commitment/decide.js';
import type { ForumCommand } from '../forum/decide.js';
import type { Forum } from '../forum/state.js';
import type { SessionCommand } from '../session/decide.js';
import { broughtUpBy } from '../session/brought-up.js';
import type { StatementEvent } from '../session/events.js';
import type { Session } from '../session/state.js';
import { coChair, focalPoint, recorder, samples, secretariat } from '../samples.js';
import { above, type Order } from './model.js';
import { statement } from './said.js';
import type { NewStatement } from '../session/statements.js';
import {
  digests,
  idsOf,
  inForum,
  inSession,
  institutions,
  latestSession,
  onCommitment,
  reason,
  someCommitment,
  someSession,
  stateOf,
  text,
  undertaking,
  type Table,
} from './table.js';

/** Sometimes it serves the forum above as well, and is counted there under another number. */
const scheduling = (table: Table, id: string): Order[] => {
  const data = { ...samples.SessionScheduled, forum: table.forum, ordinal: Number(id.split('.')[1]) };
  const up = above(table.forum);
  if (table.model.state<Forum>('forum', up).established === false || table.dice.chance(0.8))
    return [inSession(table, id, { type: 'ScheduleSession', data })];
  const ordinal = table.dice.pick([1, idsOf({ ...table, forum: up }, 'session').length + 1]);
  const joint = { ...data, alsoServes: [up], numbers: { [up]: ordinal } };
  const number = `${up}.${ordinal}`;
  return [
    inSession(table, id, { type: 'ScheduleSession', data: joint }),
    inSession(table, number, { type: 'GiveNumber', data: { number, to: id } }),
    ...(table.dice.chance(0.3) ? [inSession(table, number, { type: 'FreeNumber', data: { from: id } })] : []),
  ];
};

export const opening = (table: Table, id: string): Order[] => [
  ...scheduling(table, id),
  ...(table.dice.chance(0.75)
    ? [inSession(table, id, { type: 'OpenSession', data: { openedOn: '2022-04-20', coChairs: [], delegations: [] } })]
    : []),
];

const drafting = (table: Table, id: string): Order => {
  const { dice, model } = table;
  const { statements } = model.state<Session>('session', id);
  const statementIds = dice.some(
    allIdsOf(statements).filter((it) => !idIn(statements, it)!.annulled || dice.chance(0.02)),
    0.8,
  );
  const said = statementIds.flatMap((it) => idIn(statements, it)!.undertakings);
  const changes = dice.some(said, 0.3).map(({ commitmentId }) => ({ commitmentId, ...undertaking(table) }));
  return inSession(table, id, {
    type: 'DraftMinutes',
    data: { digest: dice.pick(digests), languages: ['en'], statementIds, changes },
  });
};

const signing = (table: Table, id: string, side: string): Order => {
  const { version = 1, digest = digests[0]! } = table.model.state<Session>('session', id).draft ?? {};
  const signs = table.dice.chance(0.9)
    ? { version, digest }
    : { version: table.dice.pick([1, 2]), digest: table.dice.pick(digests) };
  const signedOn = table.dice.chance(0.95) ? table.dice.pick(['2022-05-01', '2022-06-01']) : '2021-01-01';
  return inSession(table, id, { type: 'SignMinutes', data: { side, signedOn, ...signs } }, coChair(side));
};

const someEntry = (table: Table, stream: string): string =>
  table.dice.pick(table.model.streams.get(stream) ?? [])?.event.id ?? stream;

/** A field and a new value, mostly such that fit the entry. */
const correction = ({ dice, model }: Table, stream: string, eventId: string): { field: string; new: unknown } => {
  const data = (model.streams.get(stream) ?? []).find(({ event }) => event.id === eventId)?.event.data ?? {};
  if ('changes' in data && 'digest' in data)
    return {
      field: 'changes',
      new: dice.some(data.changes as { commitmentId: string }[], 0.7).map(({ commitmentId }) => ({
        commitmentId,
        diff: dice.pick([
          [{ field: 'due', to: { date: dice.pick(['2026', '2027']) } }],
          [{ field: 'kind', to: dice.pick(['continuing', 'support']) }],
        ]),
      })),
    };
  if ('undertakings' in data && dice.chance(0.4))
    return {
      field: 'undertakings',
      new: (data.undertakings as object[]).map((it) => ({
        ...it,
        ...dice.pick([{ title: { en: 'Right' } }, { kind: 'continuing' }, { kind: 'support' }]),
      })),
    };
  if ('text' in data && dice.chance(0.7)) return { field: 'text', new: { en: dice.pick(['Right', 'Other']) } };
  return {
    field: dice.pick(['text', 'paragraph', 'venue', 'undertakings', 'openedOn']),
    new: dice.pick<unknown>([{ en: 'Corrected' }, 'Corrected', '2022-04-19', 1]),
  };
};

/** The forum refers something to the one above it. */
const referring = function* (table: Table): Generator<Order> {
  const open = idsOf(table, 'commitment').filter((it) => stateOf(table, it).disposition === 'open');
  const data = { ...said, toForum: above(table.forum), commitments: [table.dice.pick(open) ?? someCommitment(table)] };
  const session = latestSession(table);
  const statements: NewStatement[] = [{ type: 'RecommendationMade', data }];
  yield inSession(table, session, { type: 'RecordStatements', data: { session, statements } });
  table.model.carry(table.forum);
};

const said = { text, speaker: { kind: 'joint' as const }, refersTo: [] };

/** The forum above meets, answers what was referred to it, and often has its minutes signed. */
const answering = function* (table: Table): Generator<Order> {
  const up = { ...table, forum: above(table.forum) };
  const id = `${up.forum}.${idsOf(up, 'session').length + 1}`;
  yield* opening(up, id);
  const referred = idsOf(table, 'commitment').filter((it) => stateOf(table, it).disposition === 'referred');
  for (const commitmentId of table.dice.some(referred, 0.8)) {
    yield inSession(up, id, {
      type: 'RecordStatements',
      data: { session: id, statements: [answer(table, commitmentId)] },
    });
    if (table.dice.chance(0.5)) table.model.carry(table.forum);
  }
  if (table.dice.chance(0.3)) return;
  yield inSession(up, id, { type: 'ConcludeSession', data: { concludedOn: '2022-04-20' } });
  yield drafting(up, id);
  for (const side of ['PK', 'CN']) yield signing(up, id, side);
};

const answer = (below: Table, commitmentId: string): NewStatement => {
  const { dice } = below;
  const particulars = { reason, due: { date: '2026' }, by: [someCommitment(below)], toForum: below.forum };
  const outcome = dice.pick(['lapsed', 'withdrawn', 'superseded', 'deferred', 'referralReturned', 'reopened'] as const);
  const review = { ...said, ...particulars, commitmentId, outcome };
  return dice.pick<NewStatement>([
    { type: 'ProposalAccepted', data: { ...said, commitments: [commitmentId] } },
    { type: 'ProposalDeclined', data: { ...said, commitments: [commitmentId], reason } },
    { type: 'DecisionTaken', data: { ...said, undertakings: [{ ...undertaking(below), commitmentId }] } },
    { type: 'CommitmentReviewed', data: review },
    { type: 'CommitmentReviewed', data: { ...review, outcome: 'completionConfirmed' } },
  ]);
};

const evidence = [{ reference: 'photo' }];

/** The acts of people. Each act's commands run one by one, so a later one sees the results of an earlier one. */
export const acts = {
  house: (table: Table) => {
    const { dice } = table;
    const institution = dice.pick(institutions);
    const side = dice.pick(['PK', 'CN']);
    return [
      inForum(
        table,
        dice.pick<ForumCommand>([
          { type: 'MarkForumDormant', data: { reason } },
          { type: 'ReviveForum', data: { reason } },
          { type: 'ReviveForum', data: { reason } },
          { type: 'ReviveForum', data: { reason } },
          { type: 'RegisterInstitution', data: { institution: 'pk-c', side, name: text } },
          { type: 'RenameInstitution', data: { institution, name: { en: dice.pick(['One', 'Two']) } } },
          { type: 'SucceedInstitution', data: { institution, by: dice.pick(institutions), reason } },
          { type: 'DesignateCoChair', data: { side, name: dice.pick(['A', 'B']), office: 'Secretary' } },
          { type: 'NominateFocalPoint', data: { institution: 'pk-a', person: 'a' } },
          { type: 'ReleaseFocalPoint', data: { institution: 'pk-a', person: 'a' } },
          { type: 'ForgetPerson', data: { person: 'x7Jm2Qd0aT9-bK4_', reason } },
          { type: 'AddVerb', data: { word: 'würdigten', language: 'de', like: dice.pick(['praised', 'noted']) } },
          {
            type: 'CorrectForum',
            data: { eventId: someEntry(table, `forum-${table.forum}`), field: 'name', new: { en: 'Right' }, reason },
          },
        ]),
        dice.pick([recorder, secretariat(side)]),
      ),
    ];
  },
  meet: (table: Table) => opening(table, `${table.forum}.${idsOf(table, 'session').length + 1}`),
  calendar: function* (table: Table) {
    const id = someSession(table);
    yield inSession(
      table,
      id,
      table.dice.pick<SessionCommand>([
        { type: 'CancelSession', data: { reason } },
        { type: 'ReinstateSession', data: { reason } },
        { type: 'RescheduleSession', data: { plannedOn: table.dice.pick(['2022', '2023']) } },
        { type: 'PostponeSession', data: { reason } },
        { type: 'CancelSession', data: { reason } },
        { type: 'CancelSession', data: { reason } },
        { type: 'ReinstateSession', data: { reason } },
        { type: 'ReinstateSession', data: { reason } },
        { type: 'AnnulSession', data: { reason } },
        { type: 'AgreeAgenda', data: { items: [text] } },
        { type: 'OpenSession', data: { openedOn: '2022-04-20', coChairs: [], delegations: [] } },
        { type: 'RecordHeldSession', data: { heldNotAfter: '2022-05', coChairs: [], delegations: [] } },
        { type: 'FixNextSession', data: { ordinal: 5 } },
        { type: 'ConcludeSession', data: { concludedOn: '2022-04-20' } },
      ]),
    );
    if (table.model.state<Session>('session', id).heldNotAfter !== undefined && table.dice.chance(0.5))
      yield inSession(table, id, {
        type: 'OpenSession',
        data: { openedOn: table.dice.pick(['2022-04-20', '2022-07-01']), coChairs: [], delegations: [] },
      });
    if (table.model.state<Session>('session', id).phase === 'cancelled' && table.dice.chance(0.5))
      yield inSession(table, id, { type: 'ReinstateSession', data: { reason } });
  },
  say: (table: Table) => {
    const id = someSession(table);
    const statements = [1, 2].slice(0, table.dice.pick([1, 1, 1, 2])).map(() => statement(table, id));
    return [inSession(table, id, { type: 'RecordStatements', data: { session: id, statements } })];
  },
  minutes: (table: Table) => {
    const id = someSession(table);
    const side = table.dice.pick(['PK', 'CN']);
    const { version = 1, digest = digests[0]! } = table.model.state<Session>('session', id).draft ?? {};
    return [
      table.dice.pick([
        drafting(table, id),
        signing(table, id, side),
        signing(table, id, side),
        inSession(table, id, { type: 'AgreeMinutesText', data: { version, digest } }),
        inSession(table, id, { type: 'CommentMinutes', data: { version, side, comment: reason } }, secretariat(side)),
      ]),
    ];
  },
  conclude: function* (table: Table) {
    const id = latestSession(table);
    for (const _ of [1, 2, 3]) yield* acts.say(table);
    yield inSession(table, id, { type: 'ConcludeSession', data: { concludedOn: '2022-04-20' } });
    yield drafting(table, id);
    yield signing(table, id, 'PK');
    if (table.dice.chance(0.2)) yield drafting(table, id);
    if (table.dice.chance(0.8)) yield signing(table, id, 'CN');
    yield* opening(table, `${table.forum}.${idsOf(table, 'session').length + 1}`);
  },
  /** Another outlet, or a translation; sometimes it was a mistake. */
  add: function* (table: Table) {
    const { dice } = table;
    const id = someSession(table);
    const statementId = `${id}.s${dice.pick([1, 2, 3])}`;
    const text = { zh: dice.pick(['一', '二']), ...(dice.chance(0.2) && { ur: 'الف' }) };
    const source = { kind: 'press', reference: dice.pick(['A', 'B']) } as const;
    const to = dice.chance(0.7) ? statementId : someEntry(table, `session-${id}`);
    yield inSession(
      table,
      id,
      dice.chance(0.5)
        ? { type: 'AddText', data: { statementId, text } }
        : { type: 'AddSource', data: { to, source, ...(dice.chance(0.3) && { differs: reason }) } },
    );
    const added = (table.model.streams.get(`session-${id}`) ?? []).filter(({ event }) => event.type.endsWith('Added'));
    const eventId = dice.pick(added)?.event.id;
    if (eventId !== undefined && dice.chance(0.3))
      yield inSession(table, id, { type: 'AnnulRecord', data: { eventId, reason } });
  },
  record: (table: Table) => {
    const id = someSession(table);
    const eventId = someEntry(table, `session-${id}`);
    return [
      inSession(
        table,
        id,
        table.dice.chance(0.6)
          ? {
              type: 'CorrectRecord',
              data: {
                eventId,
                ...correction(table, `session-${id}`, eventId),
                reason,
              },
            }
          : { type: 'AnnulRecord', data: { eventId, reason } },
      ),
    ];
  },
  /** Statements had been entered in the wrong session. */
  move: function* (table: Table) {
    const { dice, model } = table;
    const met = idsOf(table, 'session').filter((it) => model.state<Session>('session', it).phase !== 'scheduled');
    const [id, to] = [dice.pick(met) ?? latestSession(table), dice.pick(met) ?? latestSession(table)];
    const before = model.state<Session>('session', id);
    const said = allIdsOf(before.statements);
    const statementIds = dice.chance(0.3) ? undefined : dice.some(said, 0.5);
    const known = (model.streams.get(`session-${id}`) ?? []).length;
    yield inSession(table, id, { type: 'MoveStatements', data: { statementIds, to, reason } });
    const moved = (model.streams.get(`session-${id}`) ?? [])
      .slice(known)
      .flatMap(({ event, actor }) => (event.type === 'RecordAnnulled' ? [{ ...event.data, actor }] : []));
    const renumbered = Object.fromEntries(moved.map(({ statementId, movedTo }) => [statementId, movedTo!]));
    for (const { statementId, eventId, actor } of moved) {
      const entered = (model.streams.get(`session-${id}`) ?? []).find((it) => it.event.id === eventId)!.event;
      const brings = [...broughtUpBy(entered as StatementEvent, before)];
      const from = { statementId, eventId, brings };
      const { fact } = idIn(before.statements, statementId)!;
      // Both halves are one act of one person: it is done as a whole, or not at all.
      const command = { type: 'TakeOverStatement', data: { said: fact, from, renumbered } } as const;
      yield { ...inSession(table, to, command), actor };
    }
  },
  /** Both secretariats, or one of them, find that the record of a signed text has a typing mistake. */
  agreeOnCorrection: function* (table: Table) {
    const { dice } = table;
    const id = dice.pick(idsOf(table, 'session').filter((it) => table.model.state<Session>('session', it).inEffect));
    if (id === undefined) return;
    const drafts = (table.model.streams.get(`session-${id}`) ?? []).filter(
      ({ event }) => event.type === 'MinutesDrafted',
    );
    const eventId = dice.chance(0.3) ? drafts.at(-1)!.event.id : someEntry(table, `session-${id}`);
    const change = { eventId, ...correction(table, `session-${id}`, eventId), reason };
    for (const side of dice.some(['PK', 'CN'], 0.8))
      yield inSession(table, id, { type: 'CorrectRecord', data: change }, secretariat(side));
  },
  /** Somebody sees a mistake in what was entered of a commitment, mostly in an entry of their own. */
  setRight: (table: Table) => {
    const { dice } = table;
    const id = someCommitment(table);
    const entries = (table.model.streams.get(`commitment-${id}`) ?? []).filter(
      ({ actor }) => actor.role !== 'policy' || dice.chance(0.1),
    );
    const entry = dice.pick(entries);
    const eventId = entry?.event.id ?? id;
    const [field, value] = dice.pick<[string, unknown]>([
      ['due', { date: '2026' }],
      ['to', { date: '2026' }],
      ['narrative', 'Right'],
      ['cause', 'Right'],
      ['completedOn', '2022'],
    ]);
    const command: CommitmentCommand = dice.chance(0.6)
      ? { type: 'WithdrawEntry', data: { eventId, reason } }
      : { type: 'CorrectEntry', data: { eventId, field, new: value, reason } };
    return [onCommitment(table, id, command, entry?.actor ?? recorder)];
  },
  /** A signature was recorded by mistake; mostly the text is signed again. */
  unsign: function* (table: Table) {
    const id =
      table.dice.pick(idsOf(table, 'session').filter((it) => table.model.state<Session>('session', it).draft)) ??
      latestSession(table);
    const signed = (table.model.streams.get(`session-${id}`) ?? []).filter(
      ({ event }) => event.type === 'MinutesSignedBySide',
    );
    const last = signed.at(-1)?.event;
    if (last?.type !== 'MinutesSignedBySide') return;
    if (table.model.state<Session>('session', id).inEffect && table.dice.chance(0.6)) {
      const open = idsOf(table, 'commitment').filter((it) => stateOf(table, it).adoption === 'proposed');
      const commitments = open.slice(0, 1);
      const statements: NewStatement[] =
        commitments.length > 0 && table.dice.chance(0.5)
          ? [{ type: 'ProposalAccepted', data: { ...said, commitments } }]
          : [{ type: 'DecisionTaken', data: { ...said, undertakings: [undertaking(table)] } }];
      yield inSession(table, id, { type: 'RecordStatements', data: { session: id, statements } });
      table.model.carry(table.forum);
    }
    yield inSession(table, id, { type: 'AnnulRecord', data: { eventId: last.id, reason } });
    if (table.dice.chance(0.5)) yield drafting(table, id);
    if (table.dice.chance(0.8)) yield signing(table, id, 'PK');
    if (table.dice.chance(0.8)) yield signing(table, id, 'CN');
  },
  work: (table: Table) => {
    const { dice, forum } = table;
    const id = someCommitment(table);
    const state = stateOf(table, id);
    const side = dice.pick(['PK', 'CN']);
    const [lead = 'pk-a'] = state.lead;
    const institution = dice.pick(institutions.filter((it) => dice.chance(0.2) || it[0] === lead[0]).concat('pk-b'));
    const part = dice.pick(['lead', 'support'] as const);
    const due = { date: dice.pick(['2023', '2024']) };
    const worker = dice.chance(0.6) ? focalPoint(lead) : secretariat(side);
    const byWorker: CommitmentCommand[] = [
      { type: 'StartWork', data: { cause: reason } },
      { type: 'ReportProgress', data: { narrative: reason, evidence } },
      state.implementation === 'onHold'
        ? { type: 'UnblockCommitment', data: {} }
        : { type: 'BlockCommitment', data: { cause: reason } },
      { type: 'ReportCompletion', data: { completedOn: '2023', evidence: dice.chance(0.9) ? evidence : [] } },
      { type: 'ReportCompletion', data: { completedOn: '2023', evidence } },
      { type: 'DefineMilestone', data: { title: 'Opening' } },
      { type: 'ReachMilestone', data: { milestone: dice.pick(['m1', 'm2']), on: '2023', evidence: [] } },
      { type: 'AttachEvidence', data: { evidence: { reference: dice.pick(['photo', 'letter']) } } },
      { type: 'RetractEvidence', data: { reference: dice.pick(['photo', 'letter']), reason } },
    ];
    const bySecretariat: CommitmentCommand[] = [
      { type: 'AssessProgress', data: { rating: 'atRisk' } },
      { type: 'RejectCompletion', data: { reason } },
      { type: 'AssignResponsibility', data: { institution, part } },
      { type: 'ReassignResponsibility', data: { from: lead, to: institution, part: 'lead', reason } },
      { type: 'SetDueDate', data: { due } },
      { type: 'ReviseDueDate', data: { to: due, reason } },
      { type: 'IssueReminder', data: { to: lead, regarding: reason } },
      { type: 'RegisterLegacyCommitment', data: { ...undertaking(table), commitmentId: id, forum } },
      { type: 'AcceptCommitment', data: { statement: `${forum}.1.s1` } },
    ];
    return dice.chance(0.6)
      ? [onCommitment(table, id, dice.pick(byWorker), worker)]
      : [
          onCommitment(
            table,
            id,
            dice.pick(bySecretariat),
            secretariat(dice.chance(0.5) ? side : lead.slice(0, 2).toUpperCase()),
          ),
        ];
  },
  settle: function* (table: Table) {
    const id = someCommitment(table);
    const { implementation } = stateOf(table, id);
    const confirm: CommitmentCommand = { type: 'ConfirmCompletion', data: {} };
    const reopen: CommitmentCommand = { type: 'ReopenCommitment', data: { reason } };
    const command = table.dice.chance(0.8)
      ? implementation === 'completed'
        ? reopen
        : confirm
      : table.dice.pick<CommitmentCommand>([
          confirm,
          reopen,
          { type: 'WithdrawCommitment', data: { reason } },
          { type: 'LapseCommitment', data: { rule: reason } },
        ]);
    for (const side of table.dice.pick([['PK', 'CN'], ['CN', 'PK'], ['PK', 'PK'], ['CN']]))
      yield onCommitment(table, id, command, secretariat(side));
  },
  finish: function* (table: Table) {
    const adopted = idsOf(table, 'commitment').filter((it) => stateOf(table, it).adoption === 'adopted');
    const id = table.dice.pick(adopted) ?? someCommitment(table);
    yield onCommitment(
      table,
      id,
      { type: 'ReportCompletion', data: { completedOn: '2023', evidence } },
      secretariat('PK'),
    );
    if (table.dice.chance(0.5)) return;
    for (const side of ['CN', 'PK'])
      yield onCommitment(table, id, { type: 'ConfirmCompletion', data: {} }, secretariat(side));
  },
  /** Both sides talk about a new date for what they adopted, and often agree on one. */
  redate: function* (table: Table) {
    const adopted = idsOf(table, 'commitment').filter((it) => stateOf(table, it).adoption === 'adopted');
    const id = table.dice.pick(adopted) ?? someCommitment(table);
    for (const side of table.dice.pick([['PK', 'CN'], ['CN', 'PK', 'CN'], ['PK']])) {
      const to = { date: table.dice.pick(['2027', '2028']) };
      yield onCommitment(table, id, { type: 'ReviseDueDate', data: { to, reason } }, secretariat(side));
    }
  },
  pause: function* (table: Table) {
    const running = idsOf(table, 'commitment').filter((it) => stateOf(table, it).implementation === 'inProgress');
    const id = table.dice.pick(running) ?? someCommitment(table);
    yield onCommitment(table, id, { type: 'BlockCommitment', data: { cause: reason } }, secretariat('PK'));
    if (table.dice.chance(0.6))
      yield onCommitment(table, id, { type: 'UnblockCommitment', data: {} }, secretariat('CN'));
  },
  legacy: (table: Table) => {
    const commitmentId = `${table.forum}.0.c${table.dice.pick([1, 2, 3])}`;
    const data = { ...undertaking(table), commitmentId, forum: table.forum };
    return [onCommitment(table, commitmentId, { type: 'RegisterLegacyCommitment', data }, recorder)];
  },
  refer: function* (table: Table) {
    yield* referring(table);
    yield* answering(table);
  },
  carry: (table: Table) => {
    table.model.carry(table.forum, table.dice.pick([1, 3, 10, Infinity]));
    return [];
  },
};
