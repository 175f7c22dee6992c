import type { Scorecard } from '../contract';
import type { ScorecardInput } from './input';

type Notice = NonNullable<Scorecard['notice']>;

/** Why there are no figures to show for this team at all; null where there are. */
export function noticeOf(input: ScorecardInput): Scorecard['notice'] {
  const { team, connections } = input;
  const notice = (
    kind: Notice['kind'],
    text: string,
    more: Partial<Notice> = {},
  ): Notice => ({ kind, text, seeInstead: null, owner: null, ...more });

  if (!team.isTeam) {
    return notice(
      'not-a-team',
      `${team.ref.title} is not a team: Groups of its type get no scorecard.`,
    );
  }
  if (!team.present) {
    return notice(
      'removed',
      `${team.ref.title} is no longer in the catalog. What was scored before stays here.`,
    );
  }
  if (!connections.usage) {
    return notice(
      'no-source',
      'No usage connected yet. You can already see tools and ask for one.',
      { owner: connections.owner },
    );
  }
  if (!team.hasPeople) {
    return notice(
      'no-people',
      team.membersUnknown
        ? 'Who is in this team is not known: its Group names members of whom the catalog has no User yet.'
        : 'Nobody is in this team yet.',
    );
  }
  if (!team.hasDevelopers) {
    return notice(
      'no-people',
      'Nobody in this team counts as a developer, so nothing is scored.',
    );
  }
  const weeks = input.weeks.slice(-4);
  const known = weeks.filter(week => week.state === 'ok');
  if (connections.failed && known.length === 0) {
    return notice(
      'failed',
      'Collecting from the vendors fails; operators have been told.',
      { owner: connections.owner },
    );
  }
  if (known.length === 0) {
    return notice('collecting', 'Collecting: 0 of 4 weeks.');
  }
  if (known.some(week => week.licensed.shown || week.roster.shown)) {
    return null;
  }
  return notice(
    'too-few-people',
    team.shownAncestor
      ? `Too few developers to show figures here: they are in ${team.shownAncestor.title}.`
      : 'Too few developers to show figures here.',
    { seeInstead: team.shownAncestor },
  );
}
