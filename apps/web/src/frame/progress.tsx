import { useIsFetching } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';

/** A thin bar while something is being read. The style shows it after 150 ms: what is quicker needs no bar. */
export const Progress = () => {
  const reading = useIsFetching() > 0;
  const going = useRouterState({ select: ({ status }) => status === 'pending' });
  return <div className="progress" hidden={!reading && !going} />;
};
