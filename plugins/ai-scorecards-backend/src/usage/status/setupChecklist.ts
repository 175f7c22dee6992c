import { asSentence } from 'backstage-plugin-ai-scorecards-common';
import type {
  CodeHostStatus,
  Coverage,
  IngestionStatus,
  SourceStatus,
} from 'backstage-plugin-ai-scorecards-common';
import type { Source } from 'backstage-plugin-ai-scorecards-node';
import { AiScorecardsConfig } from '../../config';
import type { StoredTool } from '../../tools';
import {
  accessMessage,
  BOARD_BLOCK,
  contractsBlock,
  IDENTITY_BLOCK,
  privacyBlock,
  SOURCES_BLOCK,
  TEAMS_BLOCK,
  TOOL_BLOCK,
} from './setupTexts';
import { counted, listInWords } from './words';

type SetupStep = IngestionStatus['checklist'][number];

/** What the steps of setting up are judged by. */
export interface SetupState {
  config: Pick<
    AiScorecardsConfig,
    | 'teams'
    | 'people'
    | 'roles'
    | 'exceptions'
    | 'privacy'
    | 'identity'
    | 'contracts'
  >;
  /** Whether `aiScorecards.privacy` is written down: that is how an organisation says that it agreed on it. */
  privacyWritten: boolean;
  tools: readonly Pick<
    StoredTool,
    'ref' | 'title' | 'present' | 'policy' | 'fault'
  >[];
  organisation: IngestionStatus['organisation'];
  sources: readonly Pick<Source, 'id' | 'title' | 'kind' | 'tool' | 'access'>[];
  /** Of all sources, those included that cannot run. */
  statuses: readonly Pick<
    SourceStatus,
    'id' | 'title' | 'kind' | 'state' | 'sentence' | 'path' | 'lastDay'
  >[];
  codeHosts: readonly Pick<
    CodeHostStatus,
    'title' | 'state' | 'sentence' | 'access' | 'repositories'
  >[];
  accounts: Pick<IngestionStatus['accounts'], 'total' | 'unresolved'>;
  coverage: Coverage;
}

const UNREAD =
  'The catalog was still empty when it was last read; right after a start that takes a minute.';

/** The eight steps of setting up, in the order in which they are done. */
export function setupChecklist(state: SetupState): SetupStep[] {
  return [
    toolsAndPrices(state),
    teamsAndDevelopers(state),
    firstSource(state),
    matchAccounts(state),
    codeHost(state),
    board(state),
    privacy(state),
    later(
      'leave-observe-mode',
      'Leave observe mode',
      'Rules come with a later version, and then start by only showing you what they would send.',
    ),
  ];
}

function later(
  id: SetupStep['id'],
  title: string,
  sentence: string,
): SetupStep {
  return {
    id,
    title,
    state: 'later',
    sentence,
    owner: null,
    config: null,
    message: null,
  };
}

/** A step that is done, or what is to do about it. */
function step(
  head: Pick<SetupStep, 'id' | 'title'>,
  owner: string | undefined,
  outcome:
    | { done: string }
    | { toDo: string; config?: string; message?: string },
): SetupStep {
  const isDone = 'done' in outcome;
  return {
    ...head,
    state: isDone ? 'done' : 'to-do',
    sentence: isDone ? outcome.done : outcome.toDo,
    owner: owner ?? null,
    config: isDone ? null : outcome.config ?? null,
    message: isDone ? null : outcome.message ?? null,
  };
}

function toolsAndPrices(state: SetupState): SetupStep {
  const { roles, contracts } = state.config;
  const head = { id: 'tools-and-prices', title: 'Tools and prices' } as const;
  const operators = roles.operators[0] ?? roles.admins[0];
  const tools = state.tools.filter(tool => tool.present);
  if (tools.length === 0) {
    return step(head, operators, {
      toDo: isUnread(state)
        ? UNREAD
        : 'The catalog holds no Resource of type ai-coding-tool: describe your tools there, the default one first.',
      config: TOOL_BLOCK,
    });
  }
  const known = new Map(tools.map(tool => [tool.ref, tool.title]));
  const collected = [...new Set(state.sources.map(refOfTool))];
  const unknown = [
    ...new Set([...collected, ...contracts.map(({ tool }) => tool)]),
  ].filter(ref => !known.has(ref));
  if (unknown.length > 0) {
    return step(head, operators, {
      toDo: `Configuration names ${listInWords(
        unknown,
      )}, which the catalog does not hold: correct the ref, or add the Resource.`,
    });
  }
  const faulty = tools.find(tool => tool.fault !== null);
  if (faulty?.fault) {
    return step(head, operators, {
      toDo: asSentence(
        `${faulty.title} is not described well: ${faulty.fault}`,
      ),
    });
  }
  const priced = new Set(contracts.map(({ tool }) => tool));
  const wanted = collected.filter(ref => !priced.has(ref));
  const unpriced =
    contracts.length === 0 && wanted.length === 0
      ? tools.filter(isOffered).map(({ ref }) => ref)
      : wanted;
  if (unpriced.length > 0) {
    return step(head, roles.finance[0] ?? operators, {
      toDo: `${counted(
        tools.length,
        'tool',
      )} in the catalog; no terms are known of ${listInWords(
        unpriced.map(ref => known.get(ref) ?? ref),
      )}, so what it costs cannot be shown in full.`,
      config: contractsBlock(unpriced),
    });
  }
  return step(head, roles.finance[0] ?? operators, {
    done: `${counted(tools.length, 'tool')} in the catalog, ${counted(
      contracts.length,
      'contract',
    )}.`,
  });
}

/** A catalog without a single person or team says nothing yet of what it holds. */
function isUnread({ organisation }: Pick<SetupState, 'organisation'>): boolean {
  const { takenAt, people, teams } = organisation;
  return takenAt === null || (people === 0 && teams === 0);
}

function refOfTool({ tool }: { tool: string }): string {
  return tool.toLocaleLowerCase('en-US');
}

function isOffered({ policy }: Pick<StoredTool, 'policy'>): boolean {
  return policy === 'default' || policy === 'approved';
}

function teamsAndDevelopers({ config, organisation }: SetupState): SetupStep {
  const head = {
    id: 'teams-and-developers',
    title: 'Teams and developers',
  } as const;
  const owner = config.roles.operators[0] ?? config.roles.admins[0];
  const types = listInWords(config.teams.types, 'or');
  if (isUnread({ organisation })) {
    return step(head, owner, { toDo: UNREAD, config: TEAMS_BLOCK });
  }
  if (organisation.teams === 0) {
    return step(head, owner, {
      toDo: `No Group in the catalog has the type ${types}: name the types of your teams in aiScorecards.teams.types.`,
      config: TEAMS_BLOCK,
    });
  }
  if (organisation.developers === 0) {
    return step(head, owner, {
      toDo: config.people.countedAs
        ? 'Nobody in a team matches aiScorecards.people.countedAs, so there is no developer to show figures of.'
        : 'No team has a member in the catalog.',
      config: TEAMS_BLOCK,
    });
  }
  const teams = counted(organisation.teams, 'team');
  return step(head, owner, {
    done: config.people.countedAs
      ? `${teams} of type ${types}; ${organisation.developers} of ${organisation.people} people are developers.`
      : `${teams} of type ${types}; everybody in a team counts as a developer, ${organisation.developers} people.`,
  });
}

function firstSource({ config, sources, statuses }: SetupState): SetupStep {
  const head = { id: 'first-source', title: 'First source' } as const;
  const owner = config.roles.operators[0] ?? config.roles.admins[0];
  const usage = statuses.filter(status => status.kind === 'usage');
  const working = usage.filter(status => status.lastDay !== null);
  if (working.length > 0) {
    return step(head, owner, {
      done: `${listInWords(working.map(({ title }) => title))} ${
        working.length === 1 ? 'is' : 'are'
      } collected.`,
    });
  }
  const disabled = statuses.find(status => status.state === 'disabled');
  if (usage.length > 0) {
    const failing = usage.find(status => status.state === 'failed');
    return step(head, owner, {
      toDo: failing
        ? `${failing.title}: ${failing.sentence}`
        : `${listInWords(
            usage.map(({ title }) => title),
          )}: configured; the first day has not come yet.`,
      message: accessMessage(sources),
    });
  }
  return step(head, owner, {
    toDo: disabled
      ? asSentence(
          `${disabled.title} is switched off at ${disabled.path}: ${disabled.sentence}`,
        )
      : 'No usage is connected yet. Install the module of a vendor, configure it and restart; the exact scopes then stand here.',
    config: SOURCES_BLOCK,
    message: accessMessage(sources),
  });
}

function matchAccounts(state: SetupState): SetupStep {
  const { config, accounts, coverage } = state;
  const head = { id: 'match-accounts', title: 'Match accounts' } as const;
  const owner = config.roles.operators[0] ?? config.roles.admins[0];
  const least = percent(config.identity.minimumCoverage);
  if (accounts.total === 0) {
    return step(head, owner, {
      toDo: 'Accounts appear with the first source; most are matched by e-mail and GitHub login.',
      config: IDENTITY_BLOCK,
    });
  }
  const share =
    coverage.accounts ??
    (accounts.total - accounts.unresolved) / accounts.total;
  if (coverage.provisional || share < config.identity.minimumCoverage) {
    const cost =
      coverage.cost === null ? '' : ` and ${percent(coverage.cost)} of cost`;
    return step(head, owner, {
      toDo: `${percent(
        share,
      )} of accounts${cost} are matched; below ${least} every figure stays provisional. ${counted(
        accounts.unresolved,
        'account',
      )} ${accounts.unresolved === 1 ? 'waits' : 'wait'} below.`,
      config: IDENTITY_BLOCK,
    });
  }
  return step(head, owner, {
    done: `${percent(share)} of accounts are matched, ${least} are needed.`,
  });
}

/** Rounded down, so that a share just below a limit does not read as the limit. */
function percent(share: number): string {
  return `${Math.floor(share * 100 + 1e-9)} %`;
}

function codeHost({ config, codeHosts }: SetupState): SetupStep {
  const head = { id: 'code-host', title: 'Code host' } as const;
  const owner = config.roles.operators[0] ?? config.roles.admins[0];
  const open = codeHosts.find(({ state }) => state !== 'current');
  if (codeHosts.length === 0) {
    return step(head, owner, {
      toDo: 'No code host is connected: practices are not assessed, and nothing counts against anybody until then.',
    });
  }
  return open
    ? step(head, owner, {
        toDo: `${open.title}: ${open.sentence}`,
        message: accessMessage([open]),
      })
    : step(head, owner, {
        done: `${listInWords(
          codeHosts.map(
            ({ title, repositories }) =>
              `${title} tells of ${counted(
                repositories,
                'repository',
                'repositories',
              )}`,
          ),
        )}.`,
      });
}

function board({ config }: SetupState): SetupStep {
  const head = { id: 'board', title: 'Board' } as const;
  const { boardGroup } = config.exceptions.rules;
  const owner = config.roles.admins[0] ?? config.roles.operators[0];
  return boardGroup
    ? step(head, boardGroup, {
        done: `The board is ${boardGroup}.`,
      })
    : step(head, owner, {
        toDo: 'No board is named: tools that need an exception cannot be asked for. Name a Group.',
        config: BOARD_BLOCK,
      });
}

function privacy({ config, privacyWritten }: SetupState): SetupStep {
  const head = { id: 'privacy', title: 'Privacy agreed' } as const;
  const owner = config.roles.admins[0] ?? config.roles.operators[0];
  const { minimumGroupSize, individuals, retentionDays } = config.privacy;
  const inForce = `figures from ${minimumGroupSize} people on, ${
    individuals === 'self'
      ? 'people see their own figures and nobody else does'
      : 'nobody sees figures of a person'
  }, kept for ${counted(retentionDays, 'day')}`;
  return privacyWritten
    ? step(head, owner, { done: `Agreed: ${inForce}.` })
    : step(head, owner, {
        toDo: `In force: ${inForce}. Agree on it with those whom it concerns, and write it down in configuration.`,
        config: privacyBlock(config.privacy),
      });
}
