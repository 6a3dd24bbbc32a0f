import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { ruleWords } from '../words/rule-words.js';

/** The number of a rule in the domain's table; what it says is its title. */
export const RuleName = ({ rule }: { rule: string }) => {
  const { _ } = useLingui();
  const words = ruleWords[rule];
  return (
    <abbr className="rule" title={words && _(words)}>
      <Trans>
        rule <bdi>{rule}</bdi>
      </Trans>
    </abbr>
  );
};
