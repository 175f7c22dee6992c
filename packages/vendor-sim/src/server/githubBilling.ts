import { randomUUID } from 'node:crypto';
import { addDays, isDay } from '../time/days';
import {
  BillingLine,
  billingLines,
  CREDITS_BILLED_FROM,
} from '../world/billing';
import { dollarText } from './amounts';
import { githubError, githubRoute } from './auth';
import { cutOff, Exchange, Route, Sim, sendJson, stream } from './exchange';
import { linkState, signedLink } from './links';

const SCOPE = '^/(enterprises|organizations)/([^/]+)/settings/billing';
const TYPES = ['ai_credit', 'premium_request', 'detailed', 'summarized'];
const MOST_DAYS = 31;
/** A report is ready when it has been asked for so often. */
const POLLS = 1;
const PARTS = 2;

/** A report that somebody has had made. */
interface Job {
  id: string;
  type: string;
  from: string;
  to: string;
  createdAt: string;
  polls: number;
  failed: boolean;
}

const jobsOf = new WeakMap<Sim, Job[]>();

/**
 * GitHub's billing of Copilot. The organisation belongs to the enterprise, so that its own paths are not found, as with
 * the vendor.
 */
export const githubBillingRoutes: Route[] = [
  githubRoute(RegExp(`${SCOPE}/reports$`), startReport, 'POST'),
  githubRoute(RegExp(`${SCOPE}/reports$`), listReports),
  githubRoute(RegExp(`${SCOPE}/reports/([^/]+)$`), readReport),
  githubRoute(
    RegExp(`${SCOPE}/(ai_credit|premium_request)/usage$`),
    usageOfDay,
  ),
  {
    method: 'GET',
    pattern:
      /^\/blob\/billing\/([a-z_]+)\/(\d{4}-\d\d-\d\d)_(\d{4}-\d\d-\d\d)\/part-(\d+)\.csv$/,
    handle: download,
  },
];

function jobs(sim: Sim): Job[] {
  const known = jobsOf.get(sim) ?? [];
  jobsOf.set(sim, known);
  return known;
}

const stateOf = (job: Job): string => {
  if (job.failed) {
    return 'failed';
  }
  return job.polls >= POLLS ? 'completed' : 'processing';
};

const shown = (job: Job, links: string[] = []) => ({
  id: job.id,
  report_type: job.type,
  start_date: job.from,
  end_date: job.to,
  status: stateOf(job),
  ...(links.length > 0 && { download_urls: links }),
  created_at: job.createdAt,
  actor: 'acme-finance-bot',
});

async function startReport(exchange: Exchange): Promise<void> {
  const { sim } = exchange;
  const { body = {} } = exchange;
  const { report_type: type, start_date: from, end_date: to } = body;
  if (
    typeof type !== 'string' ||
    typeof from !== 'string' ||
    typeof to !== 'string' ||
    !TYPES.includes(type) ||
    !isDay(from) ||
    !isDay(to) ||
    to < from ||
    to >= addDays(from, MOST_DAYS)
  ) {
    githubError(exchange, 422, 'Validation failed: at most 31 days');
    return;
  }
  if (jobs(sim).some(job => stateOf(job) === 'processing')) {
    githubError(exchange, 409, 'A usage report is already being generated');
    return;
  }
  const job: Job = {
    id: randomUUID(),
    type,
    from,
    to,
    createdAt: new Date().toISOString(),
    polls: 0,
    failed: false,
  };
  jobs(sim).unshift(job);
  sendJson(exchange, 202, shown(job));
}

function listReports(exchange: Exchange): void {
  sendJson(exchange, 200, {
    usage_report_exports: jobs(exchange.sim).map(job => shown(job)),
  });
}

function readReport(exchange: Exchange): void {
  const { sim, params, fault } = exchange;
  const job = jobs(sim).find(it => it.id === params[2]);
  if (!job) {
    githubError(exchange, 404, 'Not Found');
    return;
  }
  if (fault?.kind === 'job-fails') {
    job.failed = true;
  } else if (fault?.kind !== 'job-never-ends') {
    job.polls += 1;
  }
  sendJson(
    exchange,
    200,
    shown(job, stateOf(job) === 'completed' ? linksOf(exchange, job) : []),
  );
}

function linksOf({ sim, fault }: Exchange, job: Job): string[] {
  const lifetime =
    fault?.kind === 'expired-links' ? -60 : sim.settings.linkSeconds;
  const links = Array.from({ length: PARTS }, (_, part) =>
    signedLink(
      sim.url(),
      `/blob/billing/${job.type}/${job.from}_${job.to}/part-${part + 1}.csv`,
      Date.now() + lifetime * 1000,
    ),
  );
  return fault?.kind === 'repeated-links' ? [...links, ...links] : links;
}

function usageOfDay(exchange: Exchange): void {
  const { url, sim, params } = exchange;
  const part = (name: string, length: number) =>
    (url.searchParams.get(name) ?? '').padStart(length, '0');
  const day = `${part('year', 4)}-${part('month', 2)}-${part('day', 2)}`;
  if (!isDay(day)) {
    githubError(exchange, 400, 'year, month and day are needed here');
    return;
  }
  const sums = new Map<string, BillingLine>();
  for (const line of billedAs(sim, params[2], day)) {
    const key = `${line.sku} ${line.model}`;
    const sum = sums.get(key) ?? { ...line, gross: 0, net: 0 };
    sum.gross += line.gross;
    sum.net += line.net;
    sums.set(key, sum);
  }
  const [year, month, date] = day.split('-').map(Number);
  sendJson(exchange, 200, {
    timePeriod: { year, month, day: date },
    enterprise: params[1],
    usageItems: [...sums.values()].map(line => ({
      product: 'Copilot',
      sku: line.sku,
      model: line.model,
      unitType: line.unitType,
      pricePerUnit: line.unitPrice / 1e8,
      grossQuantity: line.gross / line.unitPrice,
      grossAmount: line.gross / 1e8,
      discountQuantity: (line.gross - line.net) / line.unitPrice,
      discountAmount: (line.gross - line.net) / 1e8,
      netQuantity: line.net / line.unitPrice,
      netAmount: line.net / 1e8,
    })),
  });
}

/** The lines of a day in a report of a type. */
function billedAs(sim: Sim, type: string, day: string): BillingLine[] {
  const isCredits = day >= CREDITS_BILLED_FROM;
  return (type === 'ai_credit') === isCredits
    ? billingLines(sim.world, day)
    : [];
}

const HEADER = [
  'date',
  'username',
  'product',
  'sku',
  'model',
  'quantity',
  'unit_type',
  'applied_cost_per_quantity',
  'gross_amount',
  'discount_amount',
  'net_amount',
  'total_monthly_quota',
  'organization',
  'repository',
  'cost_center_name',
  'aic_quantity',
  'aic_gross_amount',
];

const csvLine = (values: string[]): string =>
  `${values.map(value => `"${value.replaceAll('"', '""')}"`).join(',')}\n`;

async function download(exchange: Exchange): Promise<void> {
  const { sim, req, res, url, params, fault } = exchange;
  const refuse = (status: number, code: string) => {
    res
      .writeHead(status, { 'content-type': 'application/xml' })
      .end(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);
  };
  if (req.headers.authorization || req.headers['x-api-key']) {
    sim.requests.leak();
    refuse(400, 'InvalidAuthenticationInfo');
    return;
  }
  if (linkState(url, Date.now()) !== 'good') {
    refuse(403, 'AuthenticationFailed');
    return;
  }
  const [type, from, to, part] = params;
  const lines = csvLines(sim, type, { from, to, part: Number(part) - 1 });
  if (fault?.kind === 'cut-off') {
    const text = [...lines].join('');
    const end = text.indexOf('\n', Math.floor(text.length / 2));
    res.writeHead(200, { 'content-type': 'text/csv' });
    cutOff(res, text.slice(0, (end < 0 ? text.length : end) - 3), fault);
    return;
  }
  const odd = fault?.kind === 'malformed-row' ? ['"2026-10-13","odd"\n'] : [];
  await stream(exchange, 'text/csv', joined(lines, odd));
}

function* joined(
  first: Iterable<string>,
  second: Iterable<string>,
): Generator<string> {
  yield* first;
  yield* second;
}

function* csvLines(
  sim: Sim,
  type: string,
  asked: { from: string; to: string; part: number },
): Generator<string> {
  yield `\uFEFF${csvLine(HEADER)}`;
  for (let day = asked.from; day <= asked.to; day = addDays(day, 1)) {
    for (const [index, line] of billedAs(sim, type, day).entries()) {
      if (index % PARTS === asked.part) {
        yield csvLine(valuesOf(day, line));
      }
    }
  }
}

function valuesOf(day: string, line: BillingLine): string[] {
  return [
    day,
    line.account?.name ?? '',
    'copilot',
    line.sku,
    line.model,
    String(line.gross / line.unitPrice),
    line.unitType,
    dollarText(line.unitPrice),
    dollarText(line.gross),
    dollarText(line.gross - line.net),
    dollarText(line.net),
    '',
    line.organisation,
    '',
    '',
    '',
    '',
  ];
}
