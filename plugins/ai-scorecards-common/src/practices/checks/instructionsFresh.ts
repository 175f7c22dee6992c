import { addDays } from '../../time';
import { Check, repositoriesText, verdict } from '../check';
import {
  fails,
  Judgement,
  notTold,
  overRepositories,
  passes,
} from '../overRepositories';
import type { RepositoryFact } from '../facts';

const DAYS = 180;
/** About 5,000 words: what is longer crowds out the task in an agent's context. */
const BYTES = 32_768;

/** Instructions for agents are at most 180 days old and at most 32 KiB long, wherever there are any. */
export const instructionsFresh: Check = {
  id: 'instructions.fresh',
  title: 'Agent instructions are current and lean',
  why: 'Stale instructions teach agents yesterday’s conventions, long ones are not followed.',
  level: 3,
  required: true,
  category: 'agents',
  evidence: 'automatic',
  howToPass: { text: 'Read the instructions again and cut what is not needed' },
  weight: 40,
  version: 1,
  attestationDays: null,
  stepFor: failing =>
    `Refresh the agent instructions of ${repositoriesText(failing)}`,
  evaluate(facts) {
    if (!facts.repositories.known) {
      return verdict('unknown', facts.repositories.reason);
    }
    // Where there are none, another check says so.
    const withSome = facts.repositories.value.filter(
      ({ instructionFiles }) =>
        !instructionFiles.known || instructionFiles.value.length > 0,
    );
    if (withSome.length === 0) {
      return verdict(
        'not-applicable',
        'No repository carries agent instructions.',
      );
    }
    return overRepositories(
      { ...facts, repositories: { known: true, value: withSome } },
      repository => judgeFiles(repository, addDays(facts.today, -DAYS)),
    );
  },
};

function judgeFiles(
  { instructionFiles }: RepositoryFact,
  oldest: string,
): Judgement {
  if (!instructionFiles.known) return notTold(instructionFiles.reason);
  const files = instructionFiles.value;
  const long = files.find(({ bytes }) => bytes > BYTES);
  if (long) return fails(`${long.path} is longer than 32 KiB.`);
  const old = files.find(
    ({ changedOn }) => changedOn !== null && changedOn < oldest,
  );
  if (old) return fails(`${old.path} was last changed on ${old.changedOn}.`);
  const undated = files.find(({ changedOn }) => changedOn === null);
  return undated
    ? notTold(`When ${undated.path} was last changed is not known.`)
    : passes('Current and lean.');
}
