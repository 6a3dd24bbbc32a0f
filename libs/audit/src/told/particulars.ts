import type { Due } from '@jwg/domain';
import { due, inWords } from './words.js';
import { added, corrected, takenBack } from './set-right.js';
import { listed, sayable, type Data, type Reader } from './sayable.js';

/** What most helpers have to tell of most events: they are many, so none gets a list of its own. */
const nothing: readonly string[] = [];

/** The useful fields of an event of any type, a line each; --json has all of them. */
export const particulars = (data: Data, reader: Reader): string[] => {
  const say = (value: unknown): string | undefined => sayable(value, reader.lang);
  return [
    say(data.text) ?? say(data.title),
    ...subjects(data),
    say(data.narrative) ?? (data.refusal ? notApplied(data) : causeOf(data)) ?? say(data.comment),
    typeof data.percent === 'number' ? `${data.percent} %` : undefined,
    ...corrected(data, reader),
    ...added(data, reader),
    ...takenBack(data, reader),
    moved(data, reader.lang),
    ...differences(data.diff, reader.lang),
    data.due === undefined ? undefined : `due ${due(data.due as Due)}`,
    whoAndWhat(data),
    say(data.completedOn) && `completed ${say(data.completedOn)}`,
    reached(data),
    ...evidence(data.evidence),
    ...minutes(data),
    data.waitsFor === undefined ? undefined : `waits for ${say(data.waitsFor)}`,
    say(data.waitingFor) && `waits for ${say(data.waitingFor)}`,
    say(data.reason) ?? say(data.rule) ?? say(data.remarks),
  ].filter((line): line is string => Boolean(line));
};

/** The items that an event is about, beside its own subject. */
const subjects = (data: Data): readonly string[] => {
  const { undertakings, commitments, starts, fulfils, refersTo, toForum, toSession } = data;
  const review = data.outcome === undefined ? undefined : data.commitmentId;
  const superseding = Array.isArray(data.by) ? data.by : undefined;
  const items = [undertakings, review, commitments, starts, fulfils, refersTo, superseding, toForum, toSession];
  if (items.every((it) => it === undefined)) return nothing;
  const about = new Set([review, commitments, starts, fulfils, refersTo].map(listed).filter(Boolean));
  return [
    listed(undertakings) && `brings up ${listed(undertakings)}`,
    about.size > 0 ? `about ${[...about].join(', ')}` : '',
    listed(superseding) && `superseded by ${listed(superseding)}`,
    typeof toForum === 'string' ? `to ${toForum}` : '',
    typeof toSession === 'string' ? `to ${toSession}` : '',
  ];
};

/** The cause of work or of a block, in words; of an effect it is only the id of an event. */
const causeOf = ({ cause, entries }: Data): string | undefined => (entries === undefined ? sayable(cause) : undefined);

const moved = ({ from, to, side, outcome }: Data, lang?: string): string | undefined => {
  if (to === undefined || (side !== undefined && outcome === undefined && isConsent(to))) return undefined;
  return from === undefined ? `→ ${sayable(to, lang)}` : `${sayable(from, lang)} → ${sayable(to, lang)}`;
};

const consents = ['confirmCompletion', 'withdraw', 'lapse', 'reopen', 'reviseDueDate'];
const isConsent = (to: unknown): boolean => typeof to === 'string' && consents.includes(to);

const differences = (diff: unknown, lang?: string): readonly string[] =>
  Array.isArray(diff)
    ? (diff as { field: string; from?: unknown; to?: unknown }[]).map(
        ({ field, from, to }) => `${field}: ${sayable(from, lang) ?? '–'} → ${sayable(to, lang) ?? '–'}`,
      )
    : nothing;

const whoAndWhat = ({ institution, side, by, to, rating, outcome, part }: Data): string => {
  if (typeof side === 'string' && isConsent(to)) return `${side} consents: ${inWords(to as string)}`;
  const who = textOf(institution) ?? textOf(side) ?? textOf(by);
  const what = rating ?? outcome ?? part;
  if (what === undefined) return who ?? '';
  const words = [rating, outcome, part].filter((it) => typeof it === 'string').map((it) => inWords(it));
  return [who, ...words].filter(Boolean).join(': ');
};

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const reached = ({ on, due: dueOn, milestone }: Data): string | undefined => {
  if (typeof on !== 'string' || milestone === undefined) return undefined;
  const day = (dueOn as Due | undefined)?.date;
  return `on ${on}${day !== undefined && day < on.slice(0, day.length) ? ': missed its date' : ''}`;
};

interface Evidence {
  readonly reference: string;
  readonly title?: string;
}

const evidence = (value: unknown): readonly string[] =>
  value === undefined
    ? nothing
    : [value].flat().map((it) => {
        const { reference, title } = it as Evidence;
        return `evidence: ${title === undefined ? reference : `${title}, ${reference}`}`;
      });

/** Who signed which version of the minutes, and what the signed text adopts and leaves out. */
const minutes = ({ signatory, office, version, signedOn, adopts, omits, on }: Data): readonly string[] => {
  if ((signatory ?? office ?? version ?? adopts ?? omits) === undefined) return nothing;
  return [
    [signatory, office].filter(Boolean).join(', '),
    typeof version !== 'number' ? '' : `version ${version}${(signedOn ?? on) ? `, ${String(signedOn ?? on)}` : ''}`,
    listed(adopts) && `adopts ${listed(adopts)}`,
    listed(omits) && `leaves out ${listed(omits)}`,
  ];
};

/** Describes the intended effect, because the cause is only the id of an event. */
const notApplied = ({ command, statement, refusal }: Data): string => {
  const { code, detail } = refusal as { code: string; detail: string };
  return `${sayable(command)}${statement === undefined ? '' : ` by ${sayable(statement)}`}: ${code}: ${detail}`;
};
