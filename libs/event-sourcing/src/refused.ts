/**
 * The rules' "no". `code` is part of the API (one union per kind of stream, documented in docs/reference/refusals.md);
 * `detail` says in one sentence what stands in the way and, where there is one, the way out.
 */
export class Refused<Code extends string = string> extends Error {
  override readonly name = 'Refused';
  constructor(
    readonly code: Code,
    readonly detail: string = code,
  ) {
    super(detail);
  }
}
