import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { PushRequest } from 'vendor-sim';
import { TestWorld } from '../world';

const WINDSURF = { tool: 'windsurf', tokensIn: 7 };

const linesOf = (...rows: object[]) =>
  rows.map(each => JSON.stringify(each)).join('\n');

/**
 * Writes files of somebody's use into a folder that is read: by themselves and among others, one named by them, and ones
 * with faults that a table of faults or a log may tell of.
 */
export function dropFiles(
  folder: string,
  world: TestWorld,
  mail: string,
): void {
  const row = { day: world.day(-5), ...WINDSURF };
  const files = {
    'team.ndjson': linesOf(
      { ...row, account: mail },
      { ...row, account: 'somebody@acme.example' },
    ),
    [`${mail}.ndjson`]: linesOf(
      { ...row, account: mail, id: mail },
      { ...row, [mail]: 1 },
    ),
    [`${mail}.json`]: 'not JSON',
  };
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(path.join(folder, name), text);
  }
}

/** Pushes by each door that name somebody, beside the use that the example pushes, and whether a part is refused. */
export function namingPushes(
  world: TestWorld,
  { person, name, mail }: { person: string; name: string; mail: string },
): PushRequest[] {
  const login = person.slice(person.indexOf('/') + 1);
  const json = { 'content-type': 'application/json' };
  const day = world.day(-2);
  const requestOf = (
    at: string,
    body: string,
    headers: PushRequest['headers'] = json,
  ) => ({ path: at, headers, body: Buffer.from(body) });
  return [
    requestOf('/ingest/otlp/v1/logs', JSON.stringify(promptOf(mail, day))),
    requestOf(
      '/ingest/usage',
      `tool,day,account,id,sessions,tokensIn,model\nwindsurf,${day},${mail},${mail}/1,4,120000,swe-1`,
      { 'content-type': 'text/csv' },
    ),
    // Nobody's accounts, under names that tell whose machine it is.
    requestOf(
      '/ingest/usage',
      [
        'tool,day,account,accountKind,sessions,tokensIn',
        `windsurf,${day},${login}-laptop,api-key,2,70000`,
        `windsurf,${day},nightly of ${name},service,1,30000`,
      ].join('\n'),
      { 'content-type': 'text/csv' },
    ),
    requestOf(
      '/ingest/focus',
      [
        'BilledCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,ServiceName,ChargeDescription,SubAccountId,SkuId,Tags',
        `3.25,USD,${day}T00:00:00Z,${day}T23:59:59Z,windsurf,"Seat of ${name} <${mail}>",${mail},sku-1,"{""owner"":""${mail}"",""name"":""${name}""}"`,
      ].join('\n'),
      { 'content-type': 'text/csv' },
    ),
    requestOf(
      '/ingest/incidents',
      JSON.stringify({
        incidents: [
          {
            key: 'INC-112',
            kind: 'incident',
            title: `${name} broke it`,
            openedOn: day,
            causedBy: [{ repository: 'acme/checkout-api', number: 1 }],
          },
        ],
      }),
    ),
  ];
}

/** Pushes of which a part, or all, is refused for a fault beside somebody's name. */
export function refusedPushes(
  world: TestWorld,
  { mail }: { mail: string },
): PushRequest[] {
  const row = { day: world.day(-2), ...WINDSURF, account: mail };
  return [
    {
      path: '/ingest/usage',
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify([{ ...row, [mail]: mail }, row])),
    },
    {
      path: '/ingest/focus',
      headers: { 'content-type': 'text/csv' },
      body: Buffer.from(
        `BilledCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,x_Tool\n${mail},USD,${row.day},${row.day},windsurf`,
      ),
    },
  ];
}

/** That somebody asked Claude Code something, as its telemetry tells it. */
function promptOf(mail: string, day: string): object {
  const attributes = Object.entries({
    'event.name': 'user_prompt',
    'user.email': mail,
    'session.id': `session-of-${mail}`,
    prompt: `I am ${mail}`,
  }).map(([key, stringValue]) => ({ key, value: { stringValue } }));
  const record = {
    timeUnixNano: `${Date.parse(`${day}T10:00:00Z`)}000000`,
    body: { stringValue: 'claude_code.user_prompt' },
    attributes,
  };
  return { resourceLogs: [{ scopeLogs: [{ logRecords: [record] }] }] };
}
