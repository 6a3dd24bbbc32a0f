/** An answer that is already serialised, and is sent unchanged. */
export class SerialisedAnswer {
  constructor(
    readonly body: string | Buffer,
    readonly position?: number,
    readonly next?: string | number,
    readonly type = 'application/json',
    /** Of the body, where it is known already. */
    readonly digest?: string,
  ) {}
}
