import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BEGINNING, OPEN_END } from '../types';
import { circlesOf, derivePast } from './derivePast';
import { parsePeopleHistory, parseTeamsHistory } from './parseHistory';
import { configFolders, readConfiguredFile } from './readFiles';

describe('parsePeopleHistory', () => {
  it('reads memberships', () => {
    const text = [
      'person,team,from,to,counted',
      'User:Default/Ada,group:default/a,2025-01-01,2025-06-01,true',
      'user:default/ada,group:default/b,2025-06-01,,',
    ].join('\n');
    const ada = 'user:default/ada';
    expect(parsePeopleHistory(text)).toEqual({
      rows: [
        {
          person: ada,
          team: 'group:default/a',
          from: '2025-01-01',
          to: '2025-06-01',
          counted: true,
        },
        {
          person: ada,
          team: 'group:default/b',
          from: '2025-06-01',
          to: OPEN_END,
          counted: null,
        },
      ],
      faults: [],
    });
  });

  it('names each fault by its line', () => {
    const text = [
      'person,team,from,to,counted',
      'ada,group:default/a,2025-01-01,,',
      'user:default/ada,team,01.01.2025,never,maybe',
      'user:default/ada,group:default/a,2025-06-01,2025-06-01,',
      'user:default/ada,group:default/a,2025-01-01,2025-07-01,',
      'too,few',
      'user:default/ada,group:default/a,2025-06-30,,',
    ].join('\n');
    expect(parsePeopleHistory(text).faults).toEqual([
      'line 2: person must be a full entity ref such as user:default/name',
      'line 3: team must be a full entity ref such as group:default/name',
      'line 3: from must be a day such as 2026-11-22',
      'line 3: to must be a day such as 2026-11-22, or empty',
      'line 3: counted must be true, false or empty',
      'line 4: to must be after from: it is the first day after',
      'line 6: has 2 values where the header has 5',
      'line 7: shares days with line 5 of user:default/ada in group:default/a',
    ]);
  });
});

describe('parseTeamsHistory', () => {
  it('reads parents, an empty one being the top', () => {
    const text =
      'team,parent,from,to\ngroup:default/a,,2025-01-01,2025-02-01\ngroup:default/a,group:default/b,2025-02-01,';
    expect(parseTeamsHistory(text)).toEqual({
      rows: [
        {
          team: 'group:default/a',
          parent: null,
          from: '2025-01-01',
          to: '2025-02-01',
        },
        {
          team: 'group:default/a',
          parent: 'group:default/b',
          from: '2025-02-01',
          to: OPEN_END,
        },
      ],
      faults: [],
    });
  });

  it('allows one parent a day, and never the team itself', () => {
    const text =
      'team,parent,from,to\ngroup:a/a,group:a/b,2025-01-01,\ngroup:a/a,group:a/c,2025-02-01,\ngroup:a/d,group:a/d,2025-01-01,';
    expect(parseTeamsHistory(text).faults).toEqual([
      'line 3: shares days with line 2 of group:a/a',
      'line 4: parent must not be the team itself',
    ]);
  });
});

describe('derivePast', () => {
  const input = {
    firstDay: '2026-11-01',
    roster: [
      { person: 'ada', team: 'a', counted: true },
      { person: 'bob', team: 'a', counted: false },
    ],
    edges: [
      { team: 'a', parent: 'top' },
      { team: 'b', parent: 'top' },
    ],
    isCounted: (person: string) => person === 'ada',
    people: [],
    teams: [],
  };

  it('assumes what the first look saw', () => {
    const assumed = { from: BEGINNING, to: '2026-11-01', origin: 'assumed' };
    expect(derivePast(input)).toEqual({
      roster: input.roster.map(row => ({ ...row, ...assumed })),
      edges: input.edges.map(row => ({ ...row, ...assumed })),
    });
  });

  it('knows of people and teams in the files what the files say, up to the first look', () => {
    const row = { team: 'b', from: '2026-01-01', to: OPEN_END };
    const past = derivePast({
      ...input,
      people: [
        { ...row, person: 'ada', to: '2026-03-01', counted: false },
        { ...row, person: 'ada', from: '2026-05-01', counted: null },
        { ...row, person: 'gone', counted: null },
        { ...row, person: 'bob', from: '2026-11-01', counted: true },
      ],
      teams: [
        { team: 'b', parent: null, from: '2026-01-01', to: '2026-02-01' },
        { team: 'b', parent: 'a', from: '2026-02-01', to: OPEN_END },
      ],
    });
    expect(
      past.roster.map(
        ({ person, team, from, to, counted, origin }) =>
          `${person} ${team} ${from} ${to} ${counted} ${origin}`,
      ),
    ).toEqual([
      'ada b 2026-01-01 2026-03-01 false history',
      'ada b 2026-05-01 2026-11-01 true history',
      'gone b 2026-01-01 2026-11-01 false history',
    ]);
    expect(
      past.edges.map(
        ({ team, parent, from, to, origin }) =>
          `${team} ${parent} ${from} ${to} ${origin}`,
      ),
    ).toEqual([
      'b a 2026-02-01 2026-11-01 history',
      'a top 0001-01-01 2026-11-01 assumed',
    ]);
  });

  it('finds circles between the files and what is assumed', () => {
    const past = derivePast({
      ...input,
      teams: [
        { team: 'top', parent: 'b', from: '2026-02-01', to: '2026-03-01' },
      ],
    });
    expect(circlesOf(past)).toEqual([
      'b, top would have stood in a circle on 2026-02-01',
    ]);
    expect(circlesOf(derivePast(input))).toEqual([]);
  });
});

describe('readConfiguredFile', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'history-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('looks beside app-config, from wherever the portal was started', async () => {
    const cwd = join(folder, 'packages', 'backend');
    await mkdir(cwd, { recursive: true });
    await writeFile(join(folder, 'app-config.yaml'), '');
    await writeFile(join(folder, 'people.csv'), 'text');
    const folders = await configFolders(['node', 'index.js'], cwd);
    expect(await readConfiguredFile('x', './people.csv', folders)).toBe('text');
  });

  it('looks first beside a configuration named on the command line', async () => {
    await mkdir(join(folder, 'conf'));
    for (const where of ['conf', '.']) {
      await writeFile(join(folder, where, 'people.csv'), where);
    }
    for (const argv of [
      ['--config', 'conf/app-config.yaml'],
      ['--config=conf/app-config.yaml'],
    ]) {
      const folders = await configFolders(argv, folder);
      expect(await readConfiguredFile('x', 'people.csv', folders)).toBe('conf');
    }
  });

  it('names the setting and the places when there is no file', async () => {
    await expect(
      readConfiguredFile('aiScorecards.org.history.people', 'no.csv', [folder]),
    ).rejects.toThrow(
      `aiScorecards.org.history.people: there is no file no.csv; looked for ${join(
        folder,
        'no.csv',
      )}.`,
    );
  });
});
