import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cli } from '../server.js';

/** A forum of any size that nobody has, for specs of the page: what a matrix looks like after many sessions. */
export interface MadeUp {
  readonly sessions: number;
  readonly commitments: number;
  /** Later sessions speak of every so many of them; of all without it. */
  readonly spokenOf?: number;
}

/** Imports it into a data folder. */
export const importMadeUp = async (folder: string, size: MadeUp): Promise<void> => importAll(folder, madeUpFiles(size));

/** Imports what files of the import format would hold, one after another. */
export const importAll = async (folder: string, contents: readonly object[]): Promise<void> => {
  const files = mkdtempSync(join(tmpdir(), 'jwg-made-up-'));
  try {
    const paths = contents.map((file, n) => {
      const path = join(files, `${n}.json`);
      writeFileSync(path, JSON.stringify(file));
      return path;
    });
    const { code, stdout, stderr } = await cli(['import', ...paths, '--data', folder]);
    if (code !== 0) throw new Error(stderr + stdout);
  } finally {
    rmSync(files, { recursive: true, force: true });
  }
};

export const madeUpForum = 'made-up-port';

const kinds = ['jointProject', 'studyOrDocument', 'instrument', 'support', 'capacityBuilding', 'meetingOrVisit'];
const titles = [
  ['Port access expressway', '港口快速路', 'بندرگاہ تک ایکسپریس وے'],
  ['Desalination plant, 5,000 m³ a day', '海水淡化厂', 'کھارے پانی کو میٹھا کرنے کا کارخانہ'],
  ['Vocational institute', '职业技术学院', 'فنی تربیتی ادارہ'],
  ['Breakwaters', '防波堤', 'موج شکن'],
  ['Security arrangements, exchange of focal points', '安全安排', 'سلامتی کے انتظامات'],
  ['Scholarships for coastal students', '沿海学生奖学金', 'ساحلی طلبہ کے وظائف'],
  ['Customs clearance in one window', '单一窗口通关', 'ایک کھڑکی پر کسٹم'],
] as const;
const leads = ['pk-gpa', 'pk-gda', 'pk-moma'] as const;
const supports = ['cn-cccc', 'cn-mot', undefined] as const;

const at = <T>(list: readonly T[], n: number): T => list[n % list.length]!;
const session = (n: number) => `${madeUpForum}.${n}`;
const year = (n: number) => 2005 + n;
const dayOf = (n: number) => `${year(n)}-0${1 + (n % 9)}-12`;

/** What a session says of a commitment `age` sessions after it began; nothing of most that are older. */
const spoken = (id: string, n: number, age: number, all: number, k: number): object[] => {
  const text = (en: string) => ({ text: { en }, refersTo: [id] });
  const review = (outcome: string, more: object = {}) => ({
    verb: 'reviewed',
    text: { en: `The matter was reviewed: ${outcome}.` },
    commitmentId: id,
    outcome,
    ...more,
  });
  const late = { due: { date: `${year(n) + 2}` }, reason: 'The floods of the season delayed the work.' };
  if (age === 1 && k % 4 !== 3) return [{ verb: 'started', ...text('Work was started.'), starts: [id] }];
  if (k % 5 === 3 && n < all) return age < 6 ? [review('carriedOver', { toSession: session(n + 1) })] : [];
  if (age === 5 + (k % 3) && k % 3 === 0) return [review('completionConfirmed')];
  if (age === 6 && k % 7 === 4) return [review('withdrawn', { reason: 'Both sides see no need any more.' })];
  if (age === 2) return [review('dateRevised', late)];
  if (age === 3) return [{ verb: at(['appreciated', 'expressed concern', 'noted'], k), ...text('It was spoken of.') }];
  return [];
};

const minutesOf = (n: number, all: number) => {
  const signed = n < all - 1 ? ['PK', 'CN'] : n < all ? ['PK'] : [];
  const on = `${year(n)}-11-20`;
  return {
    versions: [{ on, languages: ['en'] }],
    ...(signed.length > 0 && { agreed: { on } }),
    signatures: signed.map((side) => ({
      side,
      on,
      signatory: 'The head of delegation',
      office: 'Co-chair',
      version: 1,
    })),
  };
};

/** One statement takes no more undertakings. */
const inFifties = <T>(list: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(list.length / 50) }, (_, n) => list.slice(n * 50, n * 50 + 50));

/** One file for each session, to be imported in their order; the first has the forum too. */
const madeUpFiles = ({ sessions, commitments, spokenOf = 1 }: MadeUp): object[] => {
  const began = (n: number) => Math.floor(((n - 1) * commitments) / sessions);
  const born = (k: number) => Array.from({ length: sessions }, (_, i) => i + 1).findLast((n) => began(n) <= k)!;
  const all = Array.from({ length: commitments }, (_, k) => ({ k, n: born(k) }));
  const idOf = ({ k, n }: { k: number; n: number }) => `${session(n)}.c${k - began(n) + 1}`;
  return Array.from({ length: sessions }, (_, i) => i + 1).map((n) => ({
    title: 'Made up for a test; not a record',
    authority: 'press',
    source: { kind: 'press', reference: 'Nothing' },
    ...(n === 1 && { forums: [forum] }),
    sessions: [
      {
        id: session(n),
        mode: 'inPerson',
        openedOn: dayOf(n),
        statements: [
          ...inFifties(all.filter((it) => it.n === n)).map((new50) => ({
            verb: 'decided',
            text: { en: `The group decided on its programme of ${year(n)}.` },
            undertakings: new50.map(({ k }) => undertaking(k, n)),
          })),
          ...all
            .filter((it) => it.n < n && it.k % spokenOf === 0)
            .flatMap((it) => spoken(idOf(it), n, n - it.n, sessions, it.k)),
        ],
        minutes: minutesOf(n, sessions),
      },
    ],
    followUps: all
      .filter((it) => it.k % spokenOf === 0 && it.k % 3 === 0 && n - it.n === 4 + (it.k % 3) && n < sessions)
      .map((it) => ({
        on: `${year(n)}-12-01`,
        commitment: idOf(it),
        command: 'ReportCompletion',
        by: { side: 'PK' },
        completedOn: `${year(n)}-11`,
        evidence: [{ reference: 'A letter that nobody wrote', title: 'Letter' }],
      })),
  }));
};

const undertaking = (k: number, n: number) => {
  const [en, zh, ur] = at(titles, k);
  const support = at(supports, k);
  return {
    kind: at(kinds, k),
    title: { en: k < titles.length ? en : `${en}, part ${Math.floor(k / titles.length) + 1}`, zh, ur },
    lead: [at(leads, k)],
    ...(support !== undefined && { support: [support] }),
    ...(k % 4 !== 1 && { due: { date: `${year(n) + 2}` } }),
  };
};

const institution = (id: string, side: string, en: string, acronym: string) => ({ id, side, name: { en }, acronym });

const forum = {
  id: madeUpForum,
  name: {
    en: 'Joint Working Group on a made-up port',
    zh: '虚构港口联合工作组',
    ur: 'فرضی بندرگاہ پر مشترکہ ورکنگ گروپ',
  },
  level: 'workingGroup',
  since: '2005',
  sides: [
    { side: 'PK', name: { en: 'Pakistan', zh: '巴基斯坦', ur: 'پاکستان' }, lead: 'pk-gpa' },
    { side: 'CN', name: { en: 'China', zh: '中国', ur: 'چین' }, lead: 'cn-mot' },
  ],
  institutions: [
    institution('pk-gpa', 'PK', 'Gwadar Port Authority', 'GPA'),
    institution('pk-gda', 'PK', 'Gwadar Development Authority', 'GDA'),
    institution('pk-moma', 'PK', 'Ministry of Maritime Affairs', 'MoMA'),
    institution('cn-cccc', 'CN', 'China Communications Construction Company', 'CCCC'),
    institution('cn-mot', 'CN', 'Ministry of Transport', 'MOT'),
  ],
};
