import { parseArgs } from 'node:util';

/** What can be measured, in the order in which it is. */
export const PARTS = [
  'browser',
  'code-host',
  'evaluation',
  'writing',
  'storage',
  'reads',
  'requests',
  'peers',
  'push',
  'move',
  'days',
] as const;

export type Part = (typeof PARTS)[number];

const ENGINES = ['postgres', 'sqlite'];

const USAGE = `npm run bench -- [--scale N]… [--engine postgres|sqlite] [--days N] [--seconds N] [--only PART]… [--keep] [--record]
  --scale N     developers (default 1000 and 10000; may be repeated)
  --engine E    one engine only
  --days N      history (default 126)
  --seconds N   for each read that is timed (default 3)
  --only PART   measure this part only (may be repeated): ${PARTS.join(', ')}
  --keep        keep the loaded database in .bench, and use the one that is there
  --record      keep the figures, and write the table of docs/scale.md from all that are kept`;

export interface Options {
  scales: number[];
  engines: string[];
  days: number;
  seconds: number;
  parts: ReadonlySet<Part>;
  keeps: boolean;
  records: boolean;
}

/** Reads the command line. Throws an Error that says how it is used. */
export function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      scale: { type: 'string', multiple: true, default: ['1000', '10000'] },
      engine: { type: 'string', multiple: true, default: ENGINES },
      days: { type: 'string', default: '126' },
      seconds: { type: 'string', default: '3' },
      only: { type: 'string', multiple: true, default: [...PARTS] },
      keep: { type: 'boolean', default: false },
      record: { type: 'boolean', default: false },
    },
  });
  const number = (text: string) => {
    const value = Number(text);
    if (!(value >= 1)) throw new Error(`${text} is not a number\n${USAGE}`);
    return value;
  };
  const oneOf = <T extends string>(text: string, list: readonly T[]): T => {
    const found = list.find(each => each === text);
    if (!found) throw new Error(`There is no ${text}\n${USAGE}`);
    return found;
  };
  return {
    scales: values.scale.map(number),
    engines: values.engine.map(text => oneOf(text, ENGINES)),
    days: Math.max(35, number(values.days)),
    seconds: number(values.seconds),
    parts: new Set(values.only.map(text => oneOf(text, PARTS))),
    keeps: values.keep,
    records: values.record,
  };
}
