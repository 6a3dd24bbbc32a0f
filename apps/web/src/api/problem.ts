/** A refusal as the API words it (RFC 9457), or that there was no answer at all. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    /** `refused`, `stale`, `not-allowed` …; `no-answer` when the line is lost. */
    readonly kind: string,
    readonly status: number,
    readonly title: string,
    readonly detail: string | undefined,
    /** Everything else that the answer said: `wayOut`, `code`, `errors`, `current` … */
    readonly more: Readonly<Record<string, unknown>> = {},
    /** Seconds after which asking again is worth it. */
    readonly retryAfter?: number,
  ) {
    super(detail ?? title);
  }

  get wayOut(): string | undefined {
    return typeof this.more['wayOut'] === 'string' ? this.more['wayOut'] : undefined;
  }

  /** The id of the request, to be copied into a question to those who run the ledger. */
  get instance(): string | undefined {
    return typeof this.more['instance'] === 'string' ? this.more['instance'] : undefined;
  }
}

/** The problem that an answer tells. */
export const problemOf = async (answer: Response): Promise<Problem> => {
  const body = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
  const { type, title, detail, ...more } = body;
  const after = Number(answer.headers.get('retry-after') ?? NaN);
  return new Problem(
    typeof type === 'string' ? type.slice(type.lastIndexOf('/') + 1).replace(/^.*[:#]/, '') : 'internal',
    answer.status,
    typeof title === 'string' ? title : answer.statusText,
    typeof detail === 'string' ? detail : undefined,
    more,
    Number.isFinite(after) ? after : undefined,
  );
};
