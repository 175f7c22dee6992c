import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Finding, rounded } from './report';

/** What one run found of one engine and size. */
export interface Result {
  engine: string;
  developers: number;
  /** Of history. */
  days: number;
  /** Load of the machine over the last minute when the run began: what others did on it. */
  load: number;
  /** UTC day of the run. */
  on: string;
  findings: Finding[];
}

const FILE = path.join(__dirname, 'figures.json');
const ROOT = path.resolve(__dirname, '../../../..');
const PAGE = path.join(ROOT, 'docs/scale.md');
const PRETTIER = path.join(ROOT, 'node_modules/prettier/bin-prettier.js');
const BEGIN = '<!-- bench -->';
const END = '<!-- /bench -->';

/** Keeps what a run found in place of what the last one of the same engine and size did, figure by figure. */
export function keepResult(result: Result): void {
  const kept = readResults();
  const before = kept.find(each => isSame(each, result));
  const found = new Set(result.findings.map(({ what }) => what));
  const merged: Result = {
    ...result,
    findings: [
      ...result.findings,
      ...(before?.days === result.days ? before.findings : []).filter(
        ({ what }) => !found.has(what),
      ),
    ],
  };
  const all = [...kept.filter(each => !isSame(each, result)), merged].sort(
    (a, b) =>
      a.engine < b.engine
        ? -1
        : Number(a.engine > b.engine) || a.developers - b.developers,
  );
  fs.writeFileSync(FILE, JSON.stringify(all, null, 2));
  const page = fs.readFileSync(PAGE, 'utf8');
  const [head, rest] = page.split(BEGIN);
  const [, tail] = (rest ?? '').split(END);
  if (tail === undefined) throw new Error(`${PAGE} has no place for the table`);
  fs.writeFileSync(PAGE, `${head}${BEGIN}\n\n${growth(all)}\n\n${END}${tail}`);
  execFileSync(process.execPath, [PRETTIER, '--write', FILE, PAGE], {
    cwd: ROOT,
  });
}

const SCORECARD = 'scorecard of a team of ten, 1 client';

/**
 * How much more a scorecard takes at each size than at the smallest, both as multiples of the empty route of their own
 * run; undefined where one of the two was not measured.
 */
export function growthOf(result: Result, smallest: Result): Finding {
  const of = ({ findings }: Result) =>
    findings.find(({ what }) => what === SCORECARD)?.value;
  const [large, small] = [of(result), of(smallest)];
  const isLarger = result.developers > smallest.developers;
  return {
    what: `${SCORECARD}, of the same at the smallest size`,
    value:
      isLarger && large !== undefined && small !== undefined
        ? large / small
        : undefined,
    bar: { most: 1.2, unit: '×' },
    note: `${people(result.developers)} of ${people(smallest.developers)}`,
  };
}

function readResults(): Result[] {
  return fs.existsSync(FILE) ? JSON.parse(fs.readFileSync(FILE, 'utf8')) : [];
}

function isSame(a: Result, b: Result): boolean {
  return a.engine === b.engine && a.developers === b.developers;
}

/** A table for each engine: a row for each figure, a column for each size. */
export function growth(results: readonly Result[]): string {
  const engines = [...new Set(results.map(({ engine }) => engine))];
  return engines
    .map(engine => tableFor(results.filter(each => each.engine === engine)))
    .join('\n\n');
}

function tableFor(kept: readonly Result[]): string {
  const results = kept.map(result => ({
    ...result,
    findings: [...result.findings, growthOf(result, kept[0])],
  }));
  const figures = new Map<string, Finding>();
  for (const { findings } of results) {
    for (const finding of findings) {
      if (finding.value !== undefined && !figures.has(finding.what)) {
        figures.set(finding.what, finding);
      }
    }
  }
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    `### ${results[0].engine}`,
    '',
    ...results.map(
      ({ developers, days, on, load }) =>
        `- ${people(developers)} developers: ${days} days of history, ${on}, ${
          load > 0.5
            ? `on a machine that others used too (load ${rounded(load)})`
            : 'on a quiet machine'
        }`,
    ),
    '',
    line(['', 'aim', ...results.map(({ developers }) => people(developers))]),
    line(['---', '---', ...results.map(() => '---')]),
    ...[...figures].map(([what, { bar }]) =>
      line([
        what,
        aimOf(bar),
        ...results.map(({ findings }) =>
          cellOf(findings.find(each => each.what === what)),
        ),
      ]),
    ),
  ].join('\n');
}

function aimOf(bar: Finding['bar']): string {
  if (!bar) return '';
  return bar.most === undefined
    ? `≥ ${bar.least} ${bar.unit}`
    : `≤ ${bar.most} ${bar.unit}`;
}

function cellOf(finding: Finding | undefined): string {
  if (finding?.value === undefined) return '–';
  return `${rounded(finding.value)} ${finding.bar?.unit ?? finding.unit ?? ''}`;
}

function people(n: number): string {
  return n.toLocaleString('en-GB');
}
