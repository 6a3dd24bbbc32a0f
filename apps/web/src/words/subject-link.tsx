import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { ordinalIn, shortId } from './ids.js';
import { textIn, Words, type Text } from './text.js';

/** A link to the forum, session or commitment that something is about. */
export const SubjectLink = ({ subject, titles }: { subject: string; titles?: Text }) => {
  const parts = subject.split('.').length;
  if (parts === 1)
    return (
      <Link to="/forums/$forum" params={{ forum: subject }}>
        <bdi>{subject}</bdi>
      </Link>
    );
  if (parts === 2)
    return (
      <Link to="/sessions/$session" params={{ session: subject }}>
        <Trans>session {ordinalIn(subject)}</Trans>
      </Link>
    );
  return (
    <Link to="/commitments/$commitment" params={{ commitment: subject }}>
      {titles && textIn(titles).words !== '' ? <Words of={titles} /> : <bdi>{shortId(subject)}</bdi>}
    </Link>
  );
};
