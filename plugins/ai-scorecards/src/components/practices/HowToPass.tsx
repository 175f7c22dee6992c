import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import {
  asSentence,
  PracticeResult,
} from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';

/** What to do to pass a check, in words, and at each code host of the repositories that it is about. */
export function HowToPass(props: {
  result: Pick<PracticeResult, 'check' | 'help'>;
}) {
  const t = useWords();
  const format = useFormat();
  const { check, help } = props.result;
  const { text, href } = check.howToPass;
  return (
    <>
      <Typography variant="body2" paragraph>
        {/* Texts that are buttons elsewhere have no full stop. */}
        {asSentence(format.sentence(text))}{' '}
        {href && (
          <Link to={href} underline="always">
            {t('check.readMore')}
          </Link>
        )}
      </Typography>
      {help.map(each => (
        <Typography key={each.host} variant="body2" paragraph>
          <strong>{t('check.onHost', { host: each.host })}</strong> {each.text}{' '}
          <Link to={each.href} underline="always">
            {t('check.readMoreAt', { host: each.host })}
          </Link>
        </Typography>
      ))}
    </>
  );
}
