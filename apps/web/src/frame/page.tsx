import { useRef, type ReactNode } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { useIsFetching } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { MomentControls } from '../moment/moment-controls.js';
import { useArrival } from './arrival.js';
import { useTitle } from './title.js';

interface PageProps {
  /** Of the window, and heard on arrival. */
  readonly title: string;
  /** The last of the breadcrumbs, where it is not the title. */
  readonly here?: string;
  readonly crumbs?: readonly { readonly to: string; readonly label: ReactNode }[];
  readonly heading: ReactNode;
  /** Before the heading, on paper. */
  readonly printed?: ReactNode;
  readonly under?: ReactNode;
  readonly actions?: ReactNode;
  /** The other screens of the same thing, under the heading. */
  readonly tabs?: ReactNode;
  /** Ids of parts of this screen that a link at its beginning leads to. */
  readonly skips?: readonly { readonly id: string; readonly label: ReactNode }[];
  /** As wide as the window: the matrix, whose toolbar has the controls of the moment. */
  readonly wide?: boolean;
  /** It shows nothing of the record, so no moment is chosen here. */
  readonly timeless?: true;
  readonly children: ReactNode;
}

/** One screen: breadcrumbs, one heading with its actions, the content. The heading has the focus on arrival. */
export const Page = (props: PageProps) => {
  const {
    title,
    here = title,
    crumbs = [],
    heading,
    printed,
    under,
    actions,
    tabs,
    skips,
    wide,
    timeless,
    children,
  } = props;
  const { t } = useLingui();
  const top = useRef<HTMLHeadingElement>(null);
  const reading = useIsFetching() > 0;
  useTitle(title);
  useArrival(top);
  return (
    <main id="content" tabIndex={-1} className={wide ? 'wrap wide' : 'wrap'} aria-busy={reading}>
      {skips?.map(({ id, label }) => (
        <SkipTo key={id} id={id}>
          {label}
        </SkipTo>
      ))}
      {crumbs.length > 0 && (
        <nav aria-label={t`Where you are`}>
          <ol className="crumbs">
            {crumbs.map(({ to, label }) => (
              <li key={to}>
                <Link to={to}>{label}</Link>
              </li>
            ))}
            <li>
              <span aria-current="page">{here}</span>
            </li>
          </ol>
        </nav>
      )}
      {printed}
      <div className="title-row">
        <div>
          <h1 ref={top} tabIndex={-1}>
            {heading}
          </h1>
          {under !== undefined && <div className="under">{under}</div>}
        </div>
        <div className="acts">
          {actions}
          {!wide && !timeless && <MomentControls />}
        </div>
      </div>
      {tabs}
      {children}
    </main>
  );
};

/** A link to a part of the page, seen when it has the focus. It moves the focus, and leaves the address as it is. */
export const SkipTo = ({ id, children }: { id: string; children: ReactNode }) => (
  <a
    className="skip"
    href={`#${id}`}
    onClick={(event) => {
      event.preventDefault();
      const part = document.getElementById(id);
      if (part && part.tabIndex < 0) part.tabIndex = -1;
      part?.focus();
    }}
  >
    {children}
  </a>
);

export const Reading = () => (
  <p className="reading">
    <Trans>Reading …</Trans>
  </p>
);
