/**
 * A forum whose record has, in each field that takes free text, what somebody might put there to break a page: marks of HTML
 * and of direction, marks upon marks, words without end, and as much of it as the field takes. Each text begins with a word
 * of its own.
 */
export const hostileForum = 'hostile';

const NAME = 200;
const TEXT = 4000;

const hostile = (word: string, most: number): string =>
  [
    `${word} <img src=x onerror="ran=1"><script>ran=1</script>"'&lt;`,
    '\u202Eright to left\u2066',
    'a\u0301\u0302\u0303\u0304\u0305'.repeat(8),
    'W'.repeat(most),
  ]
    .join(' ')
    .normalize('NFC')
    .slice(0, most);

const name = (word: string) => hostile(word, NAME);
const text = (word: string) => hostile(word, TEXT);
const inAll = (it: string) => ({ en: it, zh: it, ur: it });

const undertaking = {
  kind: 'jointProject',
  title: inAll(name('TITLE')),
  text: inAll(text('TEXT')),
  condition: text('CONDITION'),
  lead: ['hostile-a'],
  support: ['hostile-b'],
  due: { date: '2021' },
};

const c1 = `${hostileForum}.1.c1`;
const by = { side: 'PK', institution: 'hostile-a' };
const evidence = [{ reference: text('EVIDENCE-REFERENCE'), title: name('EVIDENCE-TITLE') }];
const after = (on: string, command: string, fields: object) => ({ on, commitment: c1, command, by, ...fields });

export const hostileRecord = {
  title: 'Made up for a test; not a record',
  authority: 'press',
  source: { kind: 'press', reference: text('REFERENCE'), note: text('NOTE') },
  forums: [
    {
      id: hostileForum,
      name: inAll(name('FORUM')),
      level: 'workingGroup',
      since: '2019',
      instrument: text('INSTRUMENT'),
      sides: [
        { side: 'PK', name: inAll(name('SIDE')), lead: 'hostile-a' },
        { side: 'CN', name: inAll(name('SIDE')), lead: 'hostile-b' },
      ],
      institutions: [
        { id: 'hostile-a', side: 'PK', name: inAll(name('INSTITUTION')), acronym: name('ACRONYM') },
        { id: 'hostile-b', side: 'CN', name: inAll(name('INSTITUTION')), acronym: name('ACRONYM') },
      ],
    },
  ],
  sessions: [
    {
      id: `${hostileForum}.1`,
      mode: 'inPerson',
      openedOn: '2020-05-04',
      venue: name('VENUE'),
      coChairs: [
        { side: 'PK', name: name('CHAIR'), office: name('CHAIR-OFFICE') },
        { side: 'CN', name: name('CHAIR'), office: name('CHAIR-OFFICE') },
      ],
      agenda: [inAll(name('AGENDA'))],
      statements: [
        {
          verb: 'decided',
          text: inAll(text('STATEMENT')),
          paragraph: name('PARAGRAPH'),
          undertakings: [undertaking, { ...undertaking, kind: 'support' }],
        },
        {
          verb: 'noted',
          text: inAll(text('STATEMENT')),
          speaker: { kind: 'official', name: name('SPEAKER'), office: name('SPEAKER-OFFICE'), side: 'CN' },
          refersTo: [c1],
          furtherSources: [{ kind: 'press', reference: text('FURTHER'), differs: text('DIFFERS') }],
        },
      ],
      minutes: {
        versions: [{ on: '2020-06-01', languages: ['en'] }],
        signatures: [
          { side: 'PK', on: '2020-06-02', signatory: name('SIGNATORY'), office: name('OFFICE'), version: 1 },
          { side: 'CN', on: '2020-06-02', signatory: name('SIGNATORY'), office: name('OFFICE'), version: 1 },
        ],
      },
    },
    {
      id: `${hostileForum}.2`,
      mode: 'inPerson',
      openedOn: '2020-12-01',
      statements: [
        {
          verb: 'reviewed',
          text: inAll(text('REFUSED-STATEMENT')),
          commitmentId: c1,
          outcome: 'completionNotAccepted',
          reason: text('REASON'),
        },
      ],
    },
  ],
  followUps: [
    after('2020-07-01', 'StartWork', { cause: text('CAUSE') }),
    after('2020-07-02', 'ReportProgress', { narrative: text('NARRATIVE'), percent: 3, evidence }),
    after('2020-07-03', 'BlockCommitment', { cause: text('CAUSE'), waitingFor: name('WAITING') }),
    after('2020-07-04', 'UnblockCommitment', { remarks: text('REMARKS') }),
    { ...after('2020-07-05', 'AssessProgress', { rating: 'atRisk', remarks: text('REMARKS') }), by: { side: 'PK' } },
    { ...after('2020-07-06', 'DefineMilestone', { title: name('MILESTONE') }), by: { side: 'PK' } },
    after('2020-07-07', 'AttachEvidence', { evidence: evidence[0] }),
    after('2020-07-08', 'ReportCompletion', { completedOn: '2020-07-08', evidence }),
    { ...after('2020-07-09', 'RejectCompletion', { reason: text('REASON') }), by: { side: 'CN' } },
    after('2020-07-10', 'WithdrawEntry', {
      entry: { type: 'ProgressReported', on: '2020-07-02' },
      reason: text('REASON'),
    }),
    after('2020-07-11', 'BlockCommitment', { cause: text('CAUSE'), waitingFor: name('WAITING') }),
    {
      on: '2020-07-11',
      session: `${hostileForum}.1`,
      command: 'CommentMinutes',
      side: 'CN',
      by: { side: 'CN' },
      version: 1,
      comment: text('COMMENT'),
    },
  ],
};
