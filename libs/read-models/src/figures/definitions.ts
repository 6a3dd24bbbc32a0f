/** What a forum is measured by. */
export const figureNames = ['completion', 'slip', 'overdue', 'carriedOver', 'silence'] as const;
export type FigureName = (typeof figureNames)[number];

/** What each figure counts. It stands beside the number wherever the number is shown. */
export const definitions: Readonly<Record<FigureName | 'commitments' | 'sessions' | 'ages', string>> = {
  commitments:
    'The forum’s own commitments that both sides undertook, signed or not. What was only proposed, or not adopted, is not counted.',
  completion:
    'Of the commitments that can be completed and were neither superseded nor withdrawn: those whose completion was confirmed. What is only reported complete is not counted as completed. The rate is rounded down.',
  slip: 'Days from the day first due to the day now due, of the commitments for which both days are known: the median, and how many slipped. A month or a year counts to its last day. A date that was never moved counts as 0 days, also when it has passed.',
  overdue:
    'Of the unfinished commitments with a day on which they are due: those that are overdue. What is reported complete waits for others, and is not overdue.',
  carriedOver: 'Commitments that a session carried over at least once, and how often that happened in all.',
  silence:
    'Of the unfinished commitments: those that the latest concluded sessions of the forum did not name, and how many sessions the longest of these silences has lasted.',
  sessions:
    'How it stood when each session closed: what was known by then and had happened by then. Open: undertaken and not finished. Passed over: open, and not named by the session.',
  ages: 'Unfinished commitments by the whole months since they were undertaken; of what is older than the record, since a session first took it up.',
};
