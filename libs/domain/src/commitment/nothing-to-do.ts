/**
 * What a statement was to do was so already, or was not for it to do. The trace of it keeps a second try, after much may
 * have changed, from doing it after all.
 */
export const NOTHING_TO_DO = { code: 'NOTHING_TO_DO', detail: 'As it stood, nothing was to be done.' } as const;

export const isNothingToDo = ({ refusal }: { readonly refusal: { readonly code: string } }): boolean =>
  refusal.code === NOTHING_TO_DO.code;
