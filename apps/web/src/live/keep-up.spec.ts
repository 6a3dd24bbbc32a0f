import { describe, expect, it } from '@jest/globals';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { catchUp, keepUp } from './keep-up.js';

/** Answers on a page, each as of the next position of its own list whenever it is asked for. */
const pageWith = async (answers: Readonly<Record<string, { asOf?: string; positions: number[] }>>) => {
  const queries = new QueryClient();
  const asked: string[] = [];
  const stops: (() => void)[] = [];
  for (const [path, { asOf, positions }] of Object.entries(answers)) {
    const question = {
      queryKey: [path, asOf === undefined ? {} : { asOf }],
      queryFn: () => {
        asked.push(path);
        return { position: positions.length > 1 ? positions.shift() : positions[0] };
      },
    };
    await queries.fetchQuery(question);
    stops.push(new QueryObserver(queries, { ...question, staleTime: Infinity }).subscribe(() => {}));
  }
  asked.length = 0;
  return { queries, asked, leave: () => stops.forEach((stop) => stop()) };
};

const matrix = '/v1/forums/st/matrix';
const other = '/v1/sessions/st.1';

describe('A page that is live', () => {
  it('reads again what a change touches until that is told of its position: what answers may be behind', async () => {
    const page = await pageWith({ [matrix]: { positions: [5, 5, 6] }, [other]: { positions: [5] } });
    await keepUp(page.queries, 6, (path) => path === matrix);
    expect(page.asked).toEqual([matrix, matrix]);
    expect(page.queries.getQueryData([matrix, {}])).toEqual({ position: 6 });
    page.leave();
  });

  it('asks again what was told before the stream began, and nothing of the past', async () => {
    const past = '/v1/forums/st';
    const page = await pageWith({
      [matrix]: { positions: [5, 8] },
      [other]: { positions: [8] },
      [past]: { asOf: '3', positions: [3] },
    });
    await catchUp(page.queries, 8);
    expect(page.asked).toEqual([matrix]);
    page.leave();
  });
});
