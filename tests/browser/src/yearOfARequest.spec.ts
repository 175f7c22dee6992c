import { Browser, expect, Page, test } from '@playwright/test';
import fs from 'node:fs';
import { faultsOf } from './axe';
import { whenCollected } from './portalApi';
import { currentRun } from './run';
import { signIn } from './signIn';

const API = '/api/ai-scorecards/v1';
const TASK =
  '/api/ai-scorecards/.backstage/scheduler/v1/tasks/ai-scorecards-exceptions/trigger';
const LOOK = TASK.replace('exceptions/trigger', 'org-refresh/trigger');
const CLOCK = '/api/dev-clock';
const TOOL = 'resource:default/cursor';
const DAY = 86_400_000;

test.describe.configure({ timeout: 600_000, mode: 'serial' });

/** Somebody with a browser of their own. */
class Person {
  authorization = '';

  private constructor(readonly page: Page) {}

  static async signedIn(browser: Browser, persona: string): Promise<Person> {
    const page = await (await browser.newContext()).newPage();
    const person = new Person(page);
    await signIn(page, persona);
    const asked = page.waitForRequest(request =>
      request.url().includes(`${API}/exception-requests`),
    );
    await page.goto('/ai-scorecards/requests');
    person.authorization =
      (await (await asked).allHeaders()).authorization ?? '';
    return person;
  }

  async ask(method: 'GET' | 'POST' | 'PUT', path: string, data?: object) {
    const answer = await this.page.request.fetch(path, {
      method,
      data,
      headers: { authorization: this.authorization },
    });
    const text = await answer.text();
    return {
      status: answer.status(),
      body: text === '' ? null : JSON.parse(text),
    };
  }

  /** The team that the person is in, once the catalog was read. */
  async team(): Promise<string> {
    const teams = async () => (await this.ask('GET', `${API}/me`)).body.teams;
    await expect
      .poll(async () => (await teams()).length, { timeout: 60_000 })
      .toBeGreaterThan(0);
    return (await teams())[0].ref;
  }

  async open(id: string): Promise<void> {
    await this.page.goto(`/ai-scorecards/requests/${id}`);
    await expect(
      this.page.getByRole('heading', { level: 1 }).last(),
    ).toBeVisible();
  }

  /** Approves by keys; with a condition in words where there is one. */
  async approve(id: string, condition?: { words: string; day: string }) {
    const { page } = this;
    await this.open(id);
    await expect(
      page.getByRole('button', { name: /^Approve \(A\)/ }),
    ).toBeVisible();
    if (condition) {
      await page.keyboard.press('c');
      await page.getByLabel('In a sentence').fill(condition.words);
      await page.getByLabel('Due on').fill(condition.day);
      await page
        .getByRole('button', { name: 'Approve with condition', exact: true })
        .click();
    } else {
      await page.keyboard.press('a');
      await page.keyboard.press('Enter');
    }
    const recorded = page.waitForResponse(answer =>
      answer.url().endsWith('/votes'),
    );
    await page.getByRole('button', { name: 'Record now' }).click();
    expect((await recorded).status()).toBe(200);
  }
}

/** The clock of the portal. It goes on from one test to the next and never back: a catalog that was looked at is not looked at on a day before. */
class Time {
  #now: number;

  private constructor(private readonly by: Person, now: string) {
    this.#now = Date.parse(now);
  }

  static async of(person: Person): Promise<Time> {
    return new Time(person, (await person.ask('GET', CLOCK)).body.now);
  }

  /** The UTC day so many days from now. */
  day(offset: number): string {
    return new Date(this.#now + offset * DAY).toISOString().slice(0, 10);
  }

  /** Lets days pass, and then what is due. */
  async pass(days: number): Promise<void> {
    await this.#set(days);
    await this.tick();
  }

  async tick(): Promise<void> {
    await expect
      .poll(async () => (await this.by.ask('POST', TASK)).status)
      .toBeLessThan(300);
  }

  /** Has the plugin look at the catalog, which it does every ten minutes while nothing there moves, and then what is due. */
  async look(): Promise<void> {
    await this.#set(11 / (24 * 60));
    await this.by.ask('POST', LOOK);
    await this.tick();
  }

  async #set(days: number): Promise<void> {
    this.#now += days * DAY;
    await this.by.ask('PUT', CLOCK, { now: new Date(this.#now).toISOString() });
  }
}

/** What a full review asks for, so that it does for every lane. */
function fullAsk(team: string, time: Time) {
  return {
    team,
    category: 'evaluation',
    why: 'To see whether it helps',
    seats: 3,
    costPerMonth: 60_000_000,
    data: 'internal',
    supportOwner: 'user:default/persona-developer',
    acceptsSupport: true,
    budgetOwner: 'user:default/persona-lead',
    security: 'Nothing is kept',
    risks: 'None that we know',
    success: 'Faster reviews',
    exit: 'Back to the default',
    until: time.day(40),
  };
}

test.afterAll(async ({ request }) => {
  await request.put(CLOCK, { data: { now: new Date().toISOString() } });
});

test('a year in the life of a request', async ({ browser }) => {
  const developer = await Person.signedIn(browser, 'Developer');
  const lead = await Person.signedIn(browser, 'Team lead');
  const above = await Person.signedIn(browser, 'Division lead');
  const board = await Person.signedIn(browser, 'Board member');
  const second = await Person.signedIn(browser, 'Second board member');
  const auditor = await Person.signedIn(browser, 'Auditor');
  const finance = await Person.signedIn(browser, 'Finance');
  const time = await Time.of(developer);
  const own = await developer.team();
  await whenCollected(developer.page, own.split('/')[1]);

  const stateOf = async (exception: string) =>
    (await developer.ask('GET', `${API}/exceptions/${exception}`)).body.state;
  const becomes = (exception: string, state: string) =>
    expect.poll(() => stateOf(exception), { timeout: 30_000 }).toBe(state);
  const mayUse = async () =>
    (
      await auditor.ask(
        'GET',
        `${API}/policy?team=${encodeURIComponent(own)}&tool=cursor`,
      )
    ).body.allowed;
  const earlier = (
    await developer.ask('GET', `${API}/exceptions?state=live&team=${own}`)
  ).body.items as { id: string }[];
  for (const { id } of earlier) {
    await developer.ask('POST', `${API}/exceptions/${id}/retire`, {
      reason: 'The test begins anew',
    });
  }

  const { page } = developer;
  let request = '';
  let exception = '';

  await test.step('a member files from the team page, and everything is asked that a full review needs', async () => {
    const [, name] = own.split('/');
    await page.goto(`/catalog/default/group/${name}/ai-scorecards`);
    const canWeUse = page.getByRole('textbox', { name: 'Can we use…?' });
    await canWeUse.fill('Cursor');
    await canWeUse.press('Enter');
    await page
      .getByRole('link', { name: 'Ask for an exception' })
      .first()
      .click();
    await page
      .getByLabel('What can’t the default do?')
      .fill('Our firmware is written in Ada');
    await page.getByRole('radio', { name: 'Our language or platform' }).click();
    await page.getByLabel('Seats', { exact: true }).fill('20');
    await page.getByLabel('Cost a month, all seats').fill('400');
    await page.getByRole('radio', { name: /^Internal/ }).check();
    await page.getByRole('checkbox', { name: /We support this tool/ }).check();
    await page.getByRole('button', { name: 'Send' }).click();
    await expect(page.getByRole('alert')).toContainText('Risks must name');
    await page.getByLabel('Who pays').fill('user:default/persona-finance');
    await page.getByLabel(/^Risks/).fill('Lock-in; the default stays too');
    await page
      .getByLabel(/How will you know/)
      .fill('Reviews take half as long');
    await page.getByLabel(/How would you leave/).fill('Back to the default');
    expect(await faultsOf(page, 'article')).toEqual([]);
    await page.getByRole('button', { name: 'Send' }).click();
    await expect(
      page.getByRole('heading', { name: /wants Cursor, 20 seats/ }),
    ).toBeVisible();
    request = page.url().split('/').pop() ?? '';
  });

  await test.step('who has a part in it may not vote, and reads why', async () => {
    for (const [person, because] of [
      [developer, 'You filed this request'],
      [lead, 'You are in the team that asks'],
      [finance, 'You would pay for the tool'],
      [above, 'above the team that asks'],
    ] as const) {
      await person.open(request);
      await expect(
        person.page.getByText(/You may not vote: /).first(),
      ).toContainText(because);
      const vote = await person.ask(
        'POST',
        `${API}/exception-requests/${request}/votes`,
        { revision: 1, verdict: 'approve', reasonCode: 'fills-a-gap' },
      );
      expect([vote.status, vote.body.error.message]).toEqual([
        403,
        expect.stringContaining(because),
      ]);
    }
  });

  await test.step('two members of the board approve, one of them of a sister team, with a condition', async () => {
    await board.approve(request, {
      words: 'Tell the guild how it went',
      day: time.day(30),
    });
    expect(
      (await developer.ask('GET', `${API}/exception-requests/${request}`)).body
        .state,
    ).toBe('in_review');
    await second.approve(request);
    const decided = await developer.ask(
      'GET',
      `${API}/exception-requests/${request}`,
    );
    expect(decided.body.state).toBe('approved');
    exception = decided.body.exception;
    expect(await mayUse()).toBe(false);
  });

  await test.step('the support owner accepts: team page and policy change at once', async () => {
    await developer.open(request);
    await page
      .getByRole('button', { name: 'Accept support and conditions' })
      .click();
    await expect(page.getByText(/^Active ·/)).toBeVisible();
    expect(await mayUse()).toBe(true);
    const [, name] = own.split('/');
    await page.goto(`/catalog/default/group/${name}/ai-scorecards`);
    await expect(page.getByText(/Cursor · excepted until/)).toBeVisible();
  });

  await test.step('the condition is breached and, after its grace, suspends', async () => {
    await time.pass(31);
    await expect
      .poll(
        async () =>
          (
            await developer.ask('GET', `${API}/exceptions/${exception}`)
          ).body.conditions[0].state,
        { timeout: 30_000 },
      )
      .toBe('breached');
    expect(await stateOf(exception)).toBe('active');
    await time.pass(16);
    await becomes(exception, 'suspended');
    expect(await mayUse()).toBe(false);
  });

  await test.step('it is mended by the team and reinstated by the board', async () => {
    await lead.open(request);
    await lead.page
      .getByRole('button', { name: /It is met: Tell the guild/ })
      .click();
    await lead.page.getByLabel(/In a sentence/).fill('We told them on Monday');
    await lead.page.getByRole('button', { name: 'Confirm' }).click();
    await board.open(request);
    await board.page.getByRole('button', { name: 'Reinstate' }).click();
    await board.page.getByLabel(/In a sentence/).fill('They told the guild');
    await board.page.getByRole('button', { name: 'Confirm' }).click();
    await becomes(exception, 'active');
    expect(await mayUse()).toBe(true);
  });

  let renewed = '';
  await test.step('it is renewed by one approval, and goes on without a gap', async () => {
    await time.pass(25);
    await developer.open(request);
    await page.getByRole('button', { name: 'Renew' }).click();
    await page.getByRole('checkbox', { name: /We support this tool/ }).check();
    await page.getByRole('button', { name: 'Send' }).click();
    await expect(page.getByText(/^In review/).first()).toBeVisible();
    const renewal = page.url().split('/').pop() ?? '';
    await second.approve(renewal);
    await developer.open(renewal);
    await page
      .getByRole('button', { name: 'Accept support and conditions' })
      .click();
    await expect(page.getByText(/^Scheduled ·/)).toBeVisible();
    renewed = (
      await developer.ask('GET', `${API}/exception-requests/${renewal}`)
    ).body.exception;
    await time.pass(20);
    await becomes(exception, 'expired');
    await becomes(renewed, 'active');
    expect(await mayUse()).toBe(true);
  });

  await test.step('it expires, and is wound down', async () => {
    await time.pass(95);
    await becomes(renewed, 'expired');
    expect(await mayUse()).toBe(false);
    for (const step of ['seats-returned', 'data-deleted', 'contract-closed']) {
      await developer.ask('POST', `${API}/exceptions/${renewed}/wind-down`, {
        step,
        text: 'Done on Friday',
      });
    }
    const wound = await developer.ask('GET', `${API}/exceptions/${renewed}`);
    expect(wound.body.windDown.closed).toBe(true);
  });

  await test.step('an auditor reads and checks what is on record', async () => {
    await auditor.page.goto('/ai-scorecards/requests?show=history');
    const record = auditor.page.locator(`a[href$="/dossier/${renewed}"]`);
    await expect(record).toBeVisible();
    expect(await faultsOf(auditor.page, 'article')).toEqual([]);
    await record.click();
    await expect(
      auditor.page.getByRole('heading', { name: /Dossier: Cursor for/ }),
    ).toBeVisible();
    await expect(auditor.page.getByText(/Log intact to entry/)).toBeVisible();
    expect(await faultsOf(auditor.page, 'article')).toEqual([]);
  });
});

test('others are rejected and appealed, granted at once, or lapse', async ({
  browser,
}) => {
  const developer = await Person.signedIn(browser, 'Developer');
  const board = await Person.signedIn(browser, 'Board member');
  const second = await Person.signedIn(browser, 'Second board member');
  const third = await Person.signedIn(browser, 'Third board member');
  const time = await Time.of(developer);
  // Asking again within a year is a renewal, and the third of them a full review.
  await time.pass(400);
  const team = await developer.team();
  const file = async (change: object) => {
    const { body } = await developer.ask('POST', `${API}/exception-requests`, {
      ask: { ...fullAsk(team, time), ...change },
    });
    await developer.ask('POST', `${API}/exception-requests/${body.id}/submit`);
    return body.id as string;
  };
  const stateOf = async (id: string) =>
    (await developer.ask('GET', `${API}/exception-requests/${id}`)).body.state;

  await test.step('rejected, and granted on appeal by members who did not vote', async () => {
    const id = await file({
      tool: null,
      newTool: { name: 'Zed AI', vendor: 'Zed', url: 'https://zed.example' },
    });
    await board.open(id);
    await expect(
      board.page.getByRole('button', { name: 'Reject (R)' }),
    ).toBeVisible();
    await board.page.keyboard.press('r');
    await board.page.getByLabel('In a sentence').fill('The terms are unclear');
    await board.page
      .getByRole('button', { name: 'Reject', exact: true })
      .click();
    await board.page.getByRole('button', { name: 'Record now' }).click();
    await expect.poll(() => stateOf(id)).toBe('rejected');
    await developer.open(id);
    await developer.page.getByRole('button', { name: 'Appeal' }).click();
    await developer.page
      .getByLabel(/In a sentence/)
      .fill('The vendor wrote them down');
    await developer.page.getByRole('button', { name: 'Confirm' }).click();
    await expect.poll(() => stateOf(id)).toBe('in_review');
    await board.open(id);
    await expect(
      board.page.getByText(/members who did not vote before/).first(),
    ).toBeVisible();
    await second.approve(id);
    expect(await stateOf(id)).toBe('in_review');
    await third.approve(id);
    expect(await stateOf(id)).toBe('approved');
  });

  await test.step('granted at once inside a standing approval, on which whoever asked for it did not vote', async () => {
    await board.page.goto('/ai-scorecards/requests/new?kind=standing');
    const form = board.page.getByRole('article');
    await form.getByLabel('Tool', { exact: true }).selectOption(TOOL);
    await form.getByLabel('Why should the board agree?').fill('Small trials');
    await form.getByLabel('Cost a month of a team, at most').fill('200');
    // The browser's own day stays the machine's.
    await form.getByLabel(/^It ends after/).fill(time.day(300));
    await form.getByRole('button', { name: 'Send' }).click();
    await expect(
      board.page.getByRole('heading', { name: /Cursor for every team/ }),
    ).toBeVisible();
    const id = board.page.url().split('/').pop() ?? '';
    const refused = await board.ask(
      'POST',
      `${API}/exception-requests/${id}/votes`,
      { revision: 1, verdict: 'approve', reasonCode: 'proven-use' },
    );
    expect(refused.status).toBe(403);
    await second.approve(id);
    await third.approve(id);
    const granted = await file({ tool: TOOL, seats: 2 });
    expect(await stateOf(granted)).toBe('approved');
    await developer.open(granted);
    await expect(developer.page.getByText(/^Active ·/)).toBeVisible();
    await developer.page.getByRole('button', { name: 'Give it back' }).click();
    await developer.page.getByLabel(/In a sentence/).fill('The trial is over');
    await developer.page.getByRole('button', { name: 'Confirm' }).click();
    await expect(developer.page.getByText(/^Given back ·/)).toBeVisible();
  });

  await test.step('undecided, it lapses', async () => {
    const id = await file({ tool: TOOL, seats: 40 });
    // Thirty business days, whatever weekends and holidays fall into them.
    await time.pass(60);
    await expect.poll(() => stateOf(id), { timeout: 30_000 }).toBe('lapsed');
  });
});

test('an exception graduates once the catalog shows its tool approved', async ({
  browser,
}) => {
  const developer = await Person.signedIn(browser, 'Developer');
  const second = await Person.signedIn(browser, 'Second board member');
  const third = await Person.signedIn(browser, 'Third board member');
  const lead = await Person.signedIn(browser, 'Team lead');
  const time = await Time.of(developer);
  const team = await developer.team();
  const [, name] = team.split('/');
  const filed = await developer.ask('POST', `${API}/exception-requests`, {
    ask: { ...fullAsk(team, time), tool: TOOL },
  });
  const { id } = filed.body;
  const sent = await developer.ask(
    'POST',
    `${API}/exception-requests/${id}/submit`,
  );
  expect(sent.status).toBe(200);
  const stateNow = async () =>
    (await developer.ask('GET', `${API}/exception-requests/${id}`)).body;
  // What came before decides on the lane: at once, by one approval or by two.
  for (const member of [second, third]) {
    if ((await stateNow()).state === 'in_review') await member.approve(id);
  }
  const { exception } = await stateNow();
  await developer.ask('POST', `${API}/exceptions/${exception}/accept`, {
    acceptsConditions: true,
  });

  const file = `${currentRun().examplesDir}/tools.yaml`;
  const before = fs.readFileSync(file, 'utf8');
  const at = before.indexOf('name: cursor');
  try {
    fs.writeFileSync(
      file,
      before.slice(0, at) +
        before
          .slice(at)
          .replace('policy: exception-required', 'policy: approved'),
    );
    const refreshed = await developer.ask('POST', '/api/catalog/refresh', {
      entityRef: TOOL,
    });
    expect(refreshed.status).toBeLessThan(300);
    await expect
      .poll(
        async () => {
          await time.look();
          return (await developer.ask('GET', `${API}/exceptions/${exception}`))
            .body.state;
        },
        { timeout: 120_000, intervals: [2_000] },
      )
      .toBe('graduated');

    await developer.page.goto(`/catalog/default/group/${name}/ai-scorecards`);
    await expect(developer.page.getByText('Cursor · approved')).toBeVisible();
    // Whoever leads the team is told, by its name.
    await expect
      .poll(
        async () => {
          const { body } = await lead.ask(
            'GET',
            '/api/notifications/notifications',
          );
          return JSON.stringify(body);
        },
        { timeout: 60_000 },
      )
      .toMatch(/may use Cursor without an exception now/);
  } finally {
    fs.writeFileSync(file, before);
  }
});
