export const flagNames = [
  'overdue',
  'silent',
  'carriedOver',
  'disputed',
  'unassigned',
  'undated',
  'unsigned',
  'conditional',
  'missedMilestone',
  'withoutEvidence',
] as const;
/** What calls for attention. */
export type FlagName = (typeof flagNames)[number];

/** `silent(2)` is `silent`, and 2. */
export const flagOf = (flag: string): { readonly name: FlagName; readonly times?: number } => {
  const [name, times] = flag.split(/[()]/);
  return { name: name as FlagName, ...(times !== undefined && { times: Number(times) }) };
};
