/** Work that a ledger takes run by run, and that may be broken off in between: on record until it is whole. */
export interface BegunWork {
  /** The ids of what it is about. Work about all of them, and perhaps more, that was done whole has finished it. */
  readonly about: readonly string[];
  readonly by: string;
  readonly since: string;
}

export interface BegunWorks {
  /** When this resolves, every process knows of it. The same work begun again stays as it was first begun. */
  begin(work: Pick<BegunWork, 'about' | 'by'>): Promise<void>;
  /** Ends all work that is about nothing but these. */
  end(about: readonly string[]): Promise<void>;
  list(): Promise<readonly BegunWork[]>;
}
