import { useQuery } from '@tanstack/react-query';
import { commitmentQuery, forumsQuery } from '../api/queries.js';
import { useMoment } from '../moment/use-moment.js';
import { toldIn, type Entry } from '../words/entry.js';
import { useEventWords } from '../words/event-values.js';
import { FieldChange } from '../words/field-change.js';
import { forumIn } from '../words/ids.js';
import { namesOf } from '../words/names.js';
import { Quoted } from '../words/quoted.js';

/** What an event says, in the reader's language, with the words that were said or reported in their own. */
export const StepSentence = ({ of }: { of: Entry }) => {
  const moment = useMoment();
  const forums = useQuery(forumsQuery(moment)).data?.forums ?? [];
  const told = toldIn(of);
  // An event names its milestone by an id alone.
  const commitment = useQuery({ ...commitmentQuery(of.subject, moment), enabled: told.milestone !== undefined });
  const sentence = useEventWords(namesOf(forumIn(of.subject), forums), commitment.data?.milestones);
  return (
    <div className="small">
      <p>{sentence(of)}</p>
      {told.text !== undefined && told.statementId !== undefined && <Quoted of={told.text} />}
      {told.narrative !== undefined && (
        <p className="record">
          <bdi>{told.narrative}</bdi>
        </p>
      )}
      {told.field !== undefined && <FieldChange field={told.field} old={told.old} right={told.new} />}
    </div>
  );
};
