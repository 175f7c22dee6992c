import {
  DataClass,
  dataClassSchema,
  PolicyAnswer,
  ToolPolicy,
} from '../contract';

/** What is known of the tool and the team when the question is asked. */
export interface PolicyQuestion {
  team: { ref: string; title: string; isTeam: boolean } | undefined;
  teamAsked: string;
  tool:
    | {
        ref: string;
        title: string;
        /** The policy of the day. */
        policy: ToolPolicy;
        links: PolicyAnswer['links'];
      }
    | undefined;
  toolAsked: string;
  /** The live exception of the team for the tool. */
  exception?: LiveException;
  /** The person who would use it; left out where nobody asks for one. */
  person?: {
    ref: string;
    /** Is in the team that day. */
    isInTeam: boolean;
    /** Live exceptions for the tool of the person's other teams: any of them covers a person. */
    elsewhere: readonly (LiveException & { team: string })[];
  };
  /** The component that the tool would be used on, a full ref. */
  component?: string;
  /** The data that the tool would see. */
  data?: DataClass;
}

/** What a live exception permits. */
export interface LiveException {
  /** Last UTC day, that day included. */
  until: string;
  /** Components or systems; null for all of the team's. */
  scope: readonly string[] | null;
  data: DataClass | null;
}

/** From what everybody may see to what hardly anybody may. */
const DATA_CLASSES: readonly DataClass[] = dataClassSchema.options;

/** Why an exception does not permit what is asked; null where it does. */
function outsideBecause(
  { scope, data }: LiveException,
  { component, data: wanted }: Pick<PolicyQuestion, 'component' | 'data'>,
): string | null {
  if (scope && component && !scope.includes(component)) {
    return `its exception does not cover ${component}`;
  }
  const limit = DATA_CLASSES.indexOf(data ?? 'internal');
  return wanted && DATA_CLASSES.indexOf(wanted) > limit
    ? `its exception is for ${data ?? 'internal'} data`
    : null;
}

/** Parts of a scope that an answer names; of more it says how many. */
const NAMED_PARTS = 5;

/** What an exception is limited to in what nobody asked about, in words that follow "until …"; empty where it is not. */
function limitsInWords(
  { scope, data }: LiveException,
  asked: Pick<PolicyQuestion, 'component' | 'data'>,
): string {
  const named = scope?.slice(0, NAMED_PARTS).join(', ');
  const more = (scope?.length ?? 0) - NAMED_PARTS;
  const highest = data ?? 'internal';
  const parts = [
    !asked.component && named && `for ${named}`,
    !asked.component && more > 0 && `and ${more} more`,
    !asked.data &&
      highest !== DATA_CLASSES[DATA_CLASSES.length - 1] &&
      `up to ${highest} data`,
  ];
  return parts.flatMap(part => (part ? [`, ${part}`] : [])).join('');
}

const SENTENCES: Record<ToolPolicy, (tool: string, team: string) => string> = {
  default: tool => `${tool} is the default tool.`,
  approved: tool => `${tool} is approved for every team.`,
  'exception-required': (tool, team) =>
    `${tool} needs an exception, and ${team} has none.`,
  prohibited: tool => `${tool} is prohibited.`,
  retired: tool => `${tool} is retired.`,
};

/** May this team use this tool now. An unknown tool or team is an answer too: not allowed, with the reason. */
export function answerPolicy(question: PolicyQuestion): PolicyAnswer {
  const { team, tool } = question;
  const base = {
    team: team?.ref ?? question.teamAsked,
    tool: tool?.ref ?? question.toolAsked,
    title: tool?.title ?? null,
    until: null,
  };
  if (!tool) {
    return {
      ...base,
      allowed: false,
      basis: 'unknown-tool',
      reason: `${question.toolAsked} is not in the registry of AI coding tools.`,
      links: null,
    };
  }
  if (!team?.isTeam) {
    return {
      ...base,
      allowed: false,
      basis: 'unknown-team',
      reason: team
        ? `${team.title} is not a team: its type is not one that gets scorecards.`
        : `${question.teamAsked} is not a team in the catalog.`,
      links: null,
    };
  }
  const { person } = question;
  const exception = person && !person.isInTeam ? undefined : question.exception;
  if (tool.policy === 'exception-required' && person) {
    const covering = person.elsewhere.find(
      each => outsideBecause(each, question) === null,
    );
    const isCovered =
      exception !== undefined && outsideBecause(exception, question) === null;
    if (covering && !isCovered) {
      return {
        ...base,
        allowed: true,
        basis: 'exception',
        reason: `${person.ref} may use ${tool.title} by the exception of ${
          covering.team
        } until ${covering.until}${limitsInWords(covering, question)}.`,
        until: covering.until,
        links: tool.links,
      };
    }
    if (!person.isInTeam) {
      return {
        ...base,
        allowed: false,
        basis: tool.policy,
        reason: `${tool.title} needs an exception, and ${person.ref} is in no team that has one.`,
        links: tool.links,
      };
    }
  }
  if (tool.policy === 'exception-required' && exception) {
    const outside = outsideBecause(exception, question);
    return {
      ...base,
      allowed: outside === null,
      basis: outside === null ? 'exception' : tool.policy,
      reason:
        outside === null
          ? `${team.title} may use ${tool.title} until ${
              exception.until
            }${limitsInWords(exception, question)}.`
          : `${tool.title} needs an exception for this: ${outside}.`,
      until: outside === null ? exception.until : null,
      links: tool.links,
    };
  }
  return {
    ...base,
    allowed: tool.policy === 'default' || tool.policy === 'approved',
    basis: tool.policy,
    reason: SENTENCES[tool.policy](tool.title, team.title),
    links: tool.links,
  };
}
