import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { OrganisationScorecard } from 'backstage-plugin-ai-scorecards-common';
import { useWords } from '../../hooks';
import { DetailDrawer, DetailPart, ReadableText, Sentence } from '../ui';
import { useUnknowns } from './useUnknowns';

const useStyles = makeStyles(theme => ({
  list: { margin: theme.spacing(0.5, 0, 0), paddingLeft: theme.spacing(2.5) },
}));

/** What stands behind the bracket of the sentence: what is not known of everybody, part by part. */
export function Unknowns(props: {
  scorecard: OrganisationScorecard;
  onClose: () => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const parts = useUnknowns(props.scorecard);
  return (
    <DetailDrawer title={t('unknowns.title')} onClose={props.onClose}>
      <ReadableText>
        {parts.map(({ title, texts }) => (
          <DetailPart key={title} title={title}>
            {texts.length === 0 ? (
              <Typography variant="body2">{t('unknowns.nothing')}</Typography>
            ) : (
              <ul className={classes.list}>
                {texts.map(text => (
                  <Typography key={text} variant="body2" component="li">
                    <Sentence text={text} />
                  </Typography>
                ))}
              </ul>
            )}
          </DetailPart>
        ))}
      </ReadableText>
    </DetailDrawer>
  );
}
