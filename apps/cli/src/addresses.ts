/** The address of each question at a server; `{field}` is filled in, the other fields go into the query string. */
const addresses: Readonly<Record<string, string>> = {
  ExportCommitments: '/v1/exports/commitments',
  ExportEvents: '/v1/exports/events',
  ExportProvenance: '/v1/exports/provenance',
  FollowEvents: '/v1/events/stream',
  GetBoard: '/v1/institutions/{institution}/board',
  GetClaims: '/v1/commitments/{commitmentId}/claims',
  GetCommitment: '/v1/commitments/{commitmentId}',
  GetDiff: '/v1/diff',
  GetFacets: '/v1/forums/{forum}/facets',
  GetForum: '/v1/forums/{forum}',
  GetMatrix: '/v1/forums/{forum}/matrix',
  GetMoments: '/v1/moments',
  GetOverview: '/v1/overview',
  GetSession: '/v1/sessions/{sessionId}',
  GetSilence: '/v1/silence',
  ListAllSessions: '/v1/sessions',
  ListCommitments: '/v1/commitments',
  ListEvents: '/v1/events',
  ListForums: '/v1/forums',
  ListInstitutions: '/v1/institutions',
  ListPublishedEvents: '/v1/events/batch',
  ListReads: '/v1/reads',
  ListWords: '/v1/words',
  ListSessions: '/v1/forums/{forum}/sessions',
  ReplayHistory: '/v1/replay',
  ReportActionTaken: '/v1/sessions/{sessionId}/report',
  ReportForum: '/v1/forums/{forum}/report',
  Search: '/v1/search',
  WhyCommitment: '/v1/commitments/{commitmentId}/why',
  MakeBundle: '/v1/bundles/{subject}',
};

const ofSubject = ['/v1/forums', '/v1/sessions', '/v1/commitments'];

type Fields = Readonly<Record<string, unknown>>;

/** `/v1/forums/cpec-jwg-st/matrix?signedOnly=true` */
export const addressOf = (question: string, fields: Fields): string => {
  const rest = { ...fields };
  const path = pathOf(question, fields).replace(/\{(\w+)\}/g, (_, field: string) => {
    const value = rest[field];
    delete rest[field];
    return encodeURIComponent(String(value));
  });
  const query = new URLSearchParams(
    Object.entries(rest).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, String(value as string | string[])]],
    ),
  ).toString();
  return query === '' ? path : `${path}?${query}`;
};

/** A timeline has an address under each kind of subject, which its id shows. */
const pathOf = (question: string, { subject }: Fields): string =>
  question === 'GetTimeline'
    ? `${ofSubject[String(subject).split('.').length - 1] ?? ofSubject[0]}/{subject}/timeline`
    : addresses[question]!;
