import type { Which } from './go-to.js';

const CHOOSE = 'jwg-choose-moment';

/** Opens what chooses the moment, and gives one handle of its slider the focus: a button's or a key's wish, which the bar hears. */
export const chooseMoment = (which: Which = 'asOf') => void dispatchEvent(new CustomEvent(CHOOSE, { detail: which }));

export const onChooseMoment = (open: (which: Which) => void): (() => void) => {
  const hear = ({ detail }: CustomEventInit<Which>) => open(detail ?? 'asOf');
  addEventListener(CHOOSE, hear);
  return () => removeEventListener(CHOOSE, hear);
};
