import { Trans } from '@lingui/react/macro';
import { Mark } from '../marks/mark.js';

export const PrintButton = () => (
  <button type="button" className="btn" onClick={() => window.print()}>
    <Mark name="print" /> <Trans>Print</Trans>
  </button>
);
