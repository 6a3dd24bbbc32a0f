/**
 * Words that are in most rows, and stand there as numbers. Rows that are stored refer to their places in this list: add
 * to its end, and change nothing else. A word that is not here is stored as it is.
 */
const WORDS = [
  ...['public', 'internal', 'signedMinutes', 'secretariatNote', 'instrument', 'press', 'document', 'minutes'],
  ...['statement', 'system', 'session', 'commitment', 'instant', 'month', 'recorder', 'focalPoint', 'secretariat'],
  ...['policy', 'support', 'capacityBuilding', 'jointProject', 'establishBody', 'studyOrDocument', 'meetingOrVisit'],
  ...['measureByOneSide', 'informationOrNomination', 'proposed', 'provisional', 'adopted', 'notAdopted', 'notStarted'],
  ...['inProgress', 'onHold', 'reportedComplete', 'completed', 'continuing', 'carriedOver', 'superseded', 'withdrawn'],
  ...[
    'lapsed',
    'reopened',
    'referred',
    'onTrack',
    'atRisk',
    'offTrack',
    'regular',
    'virtual',
    'concluded',
    'operative',
  ],
  ...['narrative', 'institution', 'reason', 'title', 'commitmentId', 'reference', 'beneficiaries', 'DecisionTaken'],
  ...['CommitmentReviewed', 'ProgressAppreciated', 'ConcernExpressed', 'MatterNoted', 'CommitmentRegistered'],
  ...['CommitmentAccepted', 'CommitmentAdopted', 'CommitmentCarriedOver', 'DueDateSet', 'DueDateRevised'],
  ...['MilestoneDefined', 'MilestoneReached', 'WorkStarted', 'ProgressReported', 'ProgressAssessed'],
  ...['CompletionReported', 'CompletionConfirmed', 'EvidenceAttached', 'EffectNotApplied', 'MinutesDrafted'],
];

/** No text that is recorded begins with this character: it is a control character, which JSON has as it is. */
const SIGN = '\x7f';
const UUID = '=';
const UUID_FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const UUID_LENGTH = 36;

const numbers = new Map(WORDS.map((word, number) => [word, SIGN + number.toString(36)]));
const words = new Map([...numbers].map(([word, short]) => [short, word]));

/** Fewer characters for words that are in most rows, and for ids of events. */
export const shortened = (text: string): string => {
  if (text.length === UUID_LENGTH && UUID_FORM.test(text))
    return SIGN + UUID + Buffer.from(text.replaceAll('-', ''), 'hex').toString('base64url');
  return numbers.get(text) ?? (text.startsWith(SIGN) ? SIGN + text : text);
};

export const inFull = (text: string): string => {
  if (!text.startsWith(SIGN)) return text;
  if (text[1] === SIGN) return text.slice(1);
  if (text[1] !== UUID) return words.get(text) ?? text;
  const hex = Buffer.from(text.slice(2), 'base64url').toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};
