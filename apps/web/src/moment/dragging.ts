const DRAG = 'jwg-drag-moment';

/** Tells that a handle of the line of time is being dragged, and that it was let go. */
export const tellDragging = (on: boolean) => void dispatchEvent(new CustomEvent(DRAG, { detail: on }));

/** While it is dragged nothing may change its place on the page; `hear` is told of both ends. */
export const onDragging = (hear: (on: boolean) => void): (() => void) => {
  const heard = ({ detail }: CustomEventInit<boolean>) => hear(detail === true);
  addEventListener(DRAG, heard);
  return () => removeEventListener(DRAG, heard);
};
