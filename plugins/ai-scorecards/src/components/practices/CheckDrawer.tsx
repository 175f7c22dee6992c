import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  PracticeResult,
  TeamPractices,
} from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import type { Format, Words } from '../../hooks';
import { DetailDrawer, DetailPart } from '../ui';
import { AttestationPart } from './AttestationPart';
import { CheckStateWord } from './CheckStateWord';
import { EvidenceElsewhere } from './EvidenceElsewhere';
import { EvidenceTable } from './EvidenceTable';
import { ExcusedBy } from './ExcusedBy';
import { HowToPass } from './HowToPass';
import { comingDay } from './resultNotes';

const useStyles = makeStyles(theme => ({
  state: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0, 1),
  },
  known: { marginTop: theme.spacing(1) },
}));

/** Everything that is to be known beside the state: held, waived, differing, of later days, own, optional. */
function notesOf(
  result: PracticeResult,
  options: { t: Words; format: Format },
): string[] {
  const { t, format } = options;
  const { check, state, counts, held, waivedUntil, waivedBy, mismatch } =
    result;
  const coming = comingDay(check, format.today);
  const notes: string[] = [];
  if (held) {
    notes.push(
      t('check.heldNote', {
        state: t(`checkState.${held.state}`),
        day: format.day(held.until),
      }),
    );
  }
  if (waivedUntil && waivedBy.length === 0) {
    notes.push(t('check.waivedNote', { day: format.day(waivedUntil) }));
  }
  if (mismatch) notes.push(mismatch);
  if (coming) {
    notes.push(t('check.effectiveNote', { day: format.day(coming) }));
  } else if (counts !== state) {
    notes.push(t(`check.countsAs.${counts}`));
  }
  if (!check.required) notes.push(t('check.optionalNote'));
  if (check.own) notes.push(t('check.ownNote'));
  return notes;
}

/** What stands behind a check: why it is asked, how it stands and how to pass it, its evidence and the statement. */
export function CheckDrawer(props: {
  result: PracticeResult;
  practices: Pick<TeamPractices, 'team' | 'mayAttest'>;
  onClose: () => void;
  onAttested: () => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const { result, practices } = props;
  const { check, state, raw, reason, since, evidence } = result;
  return (
    <DetailDrawer title={check.title} onClose={props.onClose}>
      <Typography variant="body2" color="textSecondary">
        {t('check.level', { level: String(check.level) })} · {check.id}
      </Typography>
      <DetailPart title={t('check.why')}>
        <Typography variant="body2">{check.why}</Typography>
      </DetailPart>
      <DetailPart title={t('check.state')}>
        <div className={classes.state}>
          <CheckStateWord state={state} />
          <Typography variant="body2" component="span">
            {[
              // Most sentences have the value.
              ...(raw && !reason.includes(raw.text) ? [raw.text] : []),
              ...(since ? [t('check.since', { day: format.day(since) })] : []),
            ].join(' · ')}
          </Typography>
        </div>
        {[format.sentence(reason), ...notesOf(result, { t, format })].map(
          note => (
            <Typography key={note} variant="body2">
              {note}
            </Typography>
          ),
        )}
        <ExcusedBy exceptions={result.waivedBy} />
      </DetailPart>
      <DetailPart title={t('check.howToPass')}>
        <HowToPass result={result} />
        <Typography
          variant="body2"
          color="textSecondary"
          className={classes.known}
        >
          {t(`check.howKnown.${check.evidence}`)}
        </Typography>
      </DetailPart>
      {check.evidence !== 'automatic' && (
        <AttestationPart
          result={result}
          practices={practices}
          onAttested={props.onAttested}
        />
      )}
      <DetailPart title={t('check.evidence')}>
        {evidence.length > 0 ? (
          <EvidenceTable check={check.title} evidence={evidence} />
        ) : (
          <EvidenceElsewhere check={check.id} onLeave={props.onClose} />
        )}
      </DetailPart>
    </DetailDrawer>
  );
}
