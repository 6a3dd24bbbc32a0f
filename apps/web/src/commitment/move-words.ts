import { useLingui } from '@lingui/react/macro';
import { plural } from '@lingui/core/macro';
import type { Move } from './promises.js';

/** How far a date moved: `+8 months`; days only for what is less than a month. */
export const useMoveWords = (): ((move: Move) => string) => {
  const { t } = useLingui();
  return ({ years, months, days, later }) => {
    const whole = years * 12 + months;
    if (whole === 0 && days === 0) return t`the same day`;
    if (whole === 0)
      return later
        ? t`+${plural(days, { one: '# day', other: '# days' })}`
        : t`${plural(days, { one: '# day', other: '# days' })} earlier`;
    return later
      ? t`+${plural(whole, { one: '# month', other: '# months' })}`
      : t`${plural(whole, { one: '# month', other: '# months' })} earlier`;
  };
};
