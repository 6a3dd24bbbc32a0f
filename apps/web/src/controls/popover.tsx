import { lazy, Suspense } from 'react';
import type { PopoverProps } from './popover-props.js';

const load = () => import('./base-popover.js');
const BasePopover = lazy(load);

/** Read when the browser has nothing else to do, so that the first one opens at once. */
if (typeof requestIdleCallback === 'function') requestIdleCallback(() => void load());

/** A small dialog beside something. The rest of the page stays in reach; Escape and a click elsewhere close it. */
export const Popover = (props: PopoverProps) =>
  props.open && props.anchor !== null ? (
    <Suspense fallback={null}>
      <BasePopover {...props} />
    </Suspense>
  ) : null;
