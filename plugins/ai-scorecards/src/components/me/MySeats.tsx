import Typography from '@material-ui/core/Typography';
import type { Me } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { DataTable, EntityName, Section } from '../ui';
import { asksForAnswer, SeatAnswer } from './SeatAnswer';

/** Seats with their dates and last use; an idle one asks to be kept or returned. */
export function MySeats(props: { seats: Me['seats']; onAnswered: () => void }) {
  const { seats, onAnswered } = props;
  const t = useWords();
  const format = useFormat();
  return (
    <Section title={t('meSeats.title')}>
      {seats.length === 0 ? (
        <Typography variant="body2">{t('meSeats.none')}</Typography>
      ) : (
        <DataTable
          stacked
          caption={t('meSeats.title')}
          rows={seats}
          rowKey={seat => `${seat.tool} ${seat.from}`}
          columns={[
            {
              title: t('meSeats.tool'),
              cell: seat => (
                <EntityName entityRef={seat.tool} title={seat.title} />
              ),
            },
            {
              title: t('meSeats.plan'),
              cell: seat => seat.plan ?? t('meDays.notReported'),
            },
            {
              title: t('meSeats.from'),
              cell: seat => format.day(seat.from),
            },
            {
              title: t('meSeats.to'),
              cell: seat =>
                seat.to ? format.day(seat.to) : t('common.ongoing'),
            },
            {
              title: t('meSeats.lastUse'),
              cell: seat =>
                [
                  seat.lastActiveDay
                    ? format.day(seat.lastActiveDay)
                    : t('common.never'),
                  seat.idle && `(${t('meSeats.idle')})`,
                ]
                  .filter(Boolean)
                  .join(' '),
            },
            ...(seats.some(asksForAnswer)
              ? [
                  {
                    title: t('meSeats.answer'),
                    hideTitle: true,
                    cell: (seat: Me['seats'][number]) =>
                      asksForAnswer(seat) && (
                        <SeatAnswer seat={seat} onAnswered={onAnswered} />
                      ),
                  },
                ]
              : []),
          ]}
        />
      )}
    </Section>
  );
}
