/** An id as it is shown inside its forum: `2.c1` of `cpec-jwg-st.2.c1`. Whole wherever it is copied. */
export const shortId = (id: string): string => id.slice(id.indexOf('.') + 1);
