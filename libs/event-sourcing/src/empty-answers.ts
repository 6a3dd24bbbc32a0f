/** What a command was answered that led to no event. */
export interface EmptyAnswer {
  readonly stream: string;
  /** Of the stream's last event then; -1 while it was empty. */
  readonly revision: number;
  /** The command's digest, which tells a retry from another command with the same id. */
  readonly digest: string;
}

/** Where a command led to events, they are the record of its answer. Of one that led to none, no event could tell. */
export interface EmptyAnswers {
  of(commandId: string): Promise<EmptyAnswer | undefined>;
  /** The first answer stays. When this resolves, every process knows it, until that time. */
  keep(commandId: string, answer: EmptyAnswer, until: Date): Promise<void>;
}
