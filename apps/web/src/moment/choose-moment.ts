const CHOOSE = 'jwg-choose-moment';

/** Opens what chooses the moment, and gives its slider the focus: a button's or a key's wish, which the bar hears. */
export const chooseMoment = () => void dispatchEvent(new Event(CHOOSE));

export const onChooseMoment = (open: () => void): (() => void) => {
  addEventListener(CHOOSE, open);
  return () => removeEventListener(CHOOSE, open);
};
