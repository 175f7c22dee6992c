import { daysUpTo } from './changes';
import { plus } from './days';
import { Facts } from './facts';
import { Coverage, Granted } from './granted';
import { Settings } from './settings';
import { Found, notApplicable, passed } from './standing';
import { isOn, Stay } from './stays';

/** Somebody who uses or holds a tool, with the exceptions that cover it. */
interface Covered {
  person: string;
  by: Granted[];
}

const countOf = (people: Iterable<{ person: string }>) =>
  new Set([...people].map(({ person }) => person)).size;

/** What is so of the tools of a team: who holds them, which are used, and who knows the stance. */
export function* ofTools(input: {
  facts: Facts;
  settings: Settings;
  /** in the Groups of the team */
  stays: readonly Stay[];
  /** in any Group */
  everywhere: readonly Stay[];
  /** tools that anything was ever told of */
  tools: readonly string[];
  acknowledged: ReadonlySet<string>;
  coverage: Coverage;
}): Generator<[string, Found]> {
  const { facts, settings, stays, coverage, acknowledged } = input;
  const { today, minimum, copilot, sanctionedTools } = settings;
  const there = stays.filter(it => isOn(it, today));
  const window = daysUpTo(plus(today, -1), 28);
  const developers = [
    ...new Set(there.filter(it => it.counted).map(({ person }) => person)),
  ];
  const isSeated = (person: string, of: string) =>
    facts.seats.some(
      ({ owner, tool, from, to }) =>
        owner.person === person && tool === of && from <= today && today < to,
    );
  // Whoever is in several Groups is covered by any of them.
  const covered = (
    people: readonly Stay[],
    tool: string,
    where: (stay: Stay) => boolean,
  ): Covered[] =>
    people.map(({ person }) => ({
      person,
      by: input.everywhere
        .filter(it => it.person === person && where(it))
        .flatMap(({ team }) => coverage.of(tool, team)),
    }));
  const useOf = (tool: string) => {
    const isUsed = (it: Stay) =>
      window.some(day => isOn(it, day) && facts.isActive(it.person, day, tool));
    return covered(stays.filter(isUsed), tool, isUsed);
  };

  const seated = developers.filter(it => isSeated(it, copilot.tool));
  const excepted = coverage
    .tools()
    .flatMap(tool => [
      ...useOf(tool),
      ...covered(
        there.filter(it => isSeated(it.person, tool)),
        tool,
        it => isOn(it, today),
      ),
    ])
    .filter(
      ({ person, by }) =>
        by.length > 0 &&
        developers.includes(person) &&
        !seated.includes(person),
    );
  const isEnough = (of: number) =>
    of >= Math.ceil(0.8 * developers.length - 1e-9);
  yield [
    'tool.default-configured',
    developers.length < minimum
      ? notApplicable
      : {
          ...passed(isEnough(seated.length + countOf(excepted))),
          excusedBy: isEnough(seated.length)
            ? []
            : excepted.flatMap(({ by }) => by),
        },
  ];

  yield [
    'stance.acknowledged',
    developers.length < minimum
      ? notApplicable
      : passed(
          10 * developers.filter(it => acknowledged.has(it)).length >=
            9 * developers.length,
        ),
  ];

  const used = input.tools.filter(tool => countOf(useOf(tool)) >= minimum);
  const others = used.filter(tool => !sanctionedTools.includes(tool));
  // Of fewer people than may be told of, nothing is held against the team.
  const byException = others.filter(
    tool => countOf(useOf(tool).filter(it => it.by.length === 0)) < minimum,
  );
  yield [
    'tool.sanctioned-only',
    countOf(there) < minimum || used.length === 0
      ? notApplicable
      : {
          ...passed(byException.length === others.length),
          passing: used.length - others.length + byException.length,
          of: used.length,
          excusedBy: byException.flatMap(tool =>
            useOf(tool).flatMap(({ by }) => by),
          ),
        },
  ];
}
