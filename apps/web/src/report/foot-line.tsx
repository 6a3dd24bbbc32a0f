import type { ReactNode } from 'react';

/** One thing that a printed report is held against. */
export const FootLine = ({ label, children }: { label: ReactNode; children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);
