import type { ReactNode } from 'react';
import { Mark } from '../marks/mark.js';

/** One link of a chain. */
export const Part = ({ children }: { children: ReactNode }) => (
  <li className="y">
    <Mark name="check" />
    <div>{children}</div>
  </li>
);
