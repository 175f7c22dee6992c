import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { ExceptionRequest } from 'backstage-plugin-ai-scorecards-common';
import type { ReactNode } from 'react';
import { useFormat, useWords } from '../../hooks';
import { EntityName } from '../ui';
import { FULL_TEXTS } from './askFields';
import { Inherited } from './Inherited';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gridTemplateColumns: 'minmax(120px, 220px) minmax(0, 1fr)',
    gap: theme.spacing(0.5, 2),
    margin: 0,
    [theme.breakpoints.down('xs')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  name: { color: theme.palette.text.secondary },
  value: { margin: 0, overflowWrap: 'anywhere' },
}));

const nameOf = (ref: string | null) => ref && <EntityName entityRef={ref} />;

const names = (refs: readonly string[]) =>
  refs.map(ref => (
    <div key={ref}>
      <EntityName entityRef={ref} />
    </div>
  ));

/** What is asked for, field by field; what was left out is left out. */
export function WhatIsAsked({ request }: { request: ExceptionRequest }) {
  const t = useWords();
  const format = useFormat();
  const { ask } = request;
  const rows: [string, ReactNode][] = [
    [t('form.why'), ask.why],
    [t('form.category'), ask.category && t(`category.${ask.category}`)],
    [t('form.seats'), ask.seats === null ? null : format.count(ask.seats)],
    [
      t('form.costPerMonth'),
      ask.costPerMonth === null
        ? null
        : format.money(ask.costPerMonth, ask.currency),
    ],
    [
      t('form.newTool'),
      ask.newTool &&
        [ask.newTool.name, ask.newTool.vendor, ask.newTool.url].join(' · '),
    ],
    [t('form.short.scope'), ask.scope && names(ask.scope)],
    [t('form.includesSubteams'), ask.includesSubteams && t('request.yes')],
    [t('form.short.from'), ask.from && format.day(ask.from)],
    [t('form.data'), ask.data && t(`dataClass.${ask.data}`)],
    [t('form.until'), ask.until && format.day(ask.until)],
    [t('form.supportOwner'), nameOf(ask.supportOwner)],
    [t('form.budgetOwner'), nameOf(ask.budgetOwner)],
    ...FULL_TEXTS.map((name): [string, ReactNode] => [
      t(`form.${name}`),
      ask[name],
    ]),
    [
      t('request.links'),
      ask.links.length > 0 &&
        ask.links.map(({ title, url }) => (
          <div key={url}>
            <Link to={url} underline="always">
              {title || url}
            </Link>
          </div>
        )),
    ],
  ];
  return (
    <>
      <Rows rows={rows} />
      {request.inherited && request.lane === 'full' && (
        <Inherited inherited={request.inherited} />
      )}
    </>
  );
}

function Rows({ rows }: { rows: readonly [string, ReactNode][] }) {
  const classes = useStyles();
  return (
    <dl className={classes.list}>
      {rows
        .filter(([, value]) => value)
        .map(([name, value]) => [
          <dt key={`${name}-name`} className={classes.name}>
            {name}
          </dt>,
          <dd key={`${name}-value`} className={classes.value}>
            {value}
          </dd>,
        ])}
    </dl>
  );
}
