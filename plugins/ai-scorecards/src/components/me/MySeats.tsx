import Typography from '@material-ui/core/Typography';
import type { Me } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { DataTable, EntityName, Section } from '../ui';

/** Seats with their dates and last use. */
export function MySeats({ seats }: { seats: Me['seats'] }) {
  const t = useWords();
  const format = useFormat();
  return (
    <Section title={t('meSeats.title')}>
      {seats.length === 0 ? (
        <Typography variant="body2">{t('meSeats.none')}</Typography>
      ) : (
        <DataTable
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
          ]}
        />
      )}
    </Section>
  );
}
