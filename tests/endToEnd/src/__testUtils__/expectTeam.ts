import {
  Figure,
  Scorecard,
  TrendsResponse,
} from 'backstage-plugin-ai-scorecards-common';
import { Adoption, Expected, MonthCost, Rate } from 'expected-truth';

const HAVE_VALUES = ['ok', 'estimated', 'assumed', 'provisional', 'partial'];

/** A rate as the contract has it; null where there is no value. */
function rateOf(figure: Pick<Figure, 'state' | 'value' | 'bound'>) {
  if (HAVE_VALUES.includes(figure.state) !== (figure.value !== null)) {
    throw new Error(`A figure '${figure.state}' is ${figure.value}`);
  }
  return figure.value === null
    ? null
    : { value: figure.value, bound: figure.bound };
}

/** An amount as the contract has it. */
function moneyOf(figure: Pick<Figure, 'state' | 'value'>) {
  return figure.value === null ? null : BigInt(figure.value);
}

/** A team that nobody was in has no such month at all. */
const nothingOf = (month: string) => ({
  month,
  complete: true,
  seat: null,
  usage: null,
  value: null,
  total: null,
  activePersonMonths: null,
  costPerActiveDeveloper: null,
  others: null,
  idleSeat: null,
  people: null,
  leftOut: 0,
});

const NOBODY = { people: null, leftOut: 0, countedInEach: false };

/** A team without figures has none of a week either, rather than hidden ones. */
const weeksOf = (weeks: [string, Rate | null][]) =>
  weeks.filter(([, rate]) => rate !== null);

/** Everything of a scorecard that the truth speaks of, in one shape. */
export function shownBy(
  scorecard: Scorecard,
  months: string[],
  seatTool: string | undefined,
) {
  const [active, cost] = scorecard.headline;
  const { adoption } = scorecard;
  const licensing = scorecard.tools.find(tool => tool.tool === seatTool);
  return {
    week: scorecard.week,
    weeklyActiveRate: rateOf(active.figure),
    population: active.population,
    weeks: weeksOf(
      active.sparkline.map(point => [point.period, rateOf(point)]),
    ),
    rosterActiveRate: adoption && rateOf(adoption.rosterActiveRate),
    rosterPopulation: adoption?.rosterPopulation ?? NOBODY,
    developers: adoption?.developers.value ?? null,
    habitual: adoption && rateOf(adoption.habitual),
    defaultToolShare: adoption && rateOf(adoption.defaultToolShare),
    sanctionedShare: adoption && rateOf(adoption.sanctionedShare),
    seatToolRate: licensing && rateOf(licensing.activeRate),
    costPerActiveDeveloper: moneyOf(cost.figure),
    months: months.map(month => {
      const shown = scorecard.cost?.months.find(it => it.month === month);
      return shown
        ? {
            month,
            complete: shown.complete,
            seat: moneyOf(shown.seat),
            usage: moneyOf(shown.usage),
            value: moneyOf(shown.value),
            total: moneyOf(shown.total),
            activePersonMonths: shown.activePersonMonths.value,
            costPerActiveDeveloper: moneyOf(shown.costPerActiveDeveloper),
            others: moneyOf(shown.others),
            idleSeat: moneyOf(shown.idleSeat),
            people: shown.population.people,
            leftOut: shown.population.leftOut,
          }
        : nothingOf(month);
    }),
  };
}

/** The series of a chart, gaps left out. */
export function chartOf({ series }: TrendsResponse) {
  return series.map(({ id, points }) => [
    id,
    weeksOf(points.map(point => [point.period, rateOf(point)])),
  ]);
}

/** What charts of a team's weeks and months show. */
export function expectedCharts(team: string, truth: Expected) {
  const weeks = truth.adoption.get(team)?.weeks ?? [];
  const months = [...truth.cost].map(([month, teams]) =>
    monthOf(month, teams.get(team)),
  );
  const amounts = (of: (month: (typeof months)[number]) => bigint | null) =>
    weeksOf(
      months.map(it => {
        const micros = of(it);
        return [
          `${it.month}-01`,
          micros === null ? null : { value: Number(micros), bound: null },
        ];
      }),
    );
  return {
    weeklyActiveRate: [
      ['total', weeksOf(weeks.map(({ week, rate }) => [week, rate]))],
    ],
    rosterActiveRate: [
      ['total', weeksOf(weeks.map(it => [it.week, it.rosterRate]))],
    ],
    cost: [
      ['total', amounts(it => it.total)],
      ['seat', amounts(it => it.seat)],
      ['usage', amounts(it => it.usage)],
    ],
    costPerActiveDeveloper: [
      ['total', amounts(it => it.costPerActiveDeveloper)],
    ],
  };
}

/** The same from the truth. */
export function expectedOf(team: string, truth: Expected) {
  const adoption: Adoption | undefined = truth.adoption.get(team);
  if (!adoption) {
    throw new Error(`The truth knows no team ${team}`);
  }
  const months = [...truth.cost].map(([month, teams]) =>
    monthOf(month, teams.get(team)),
  );
  return {
    week: truth.week,
    weeklyActiveRate: adoption.weeklyActiveRate,
    population: adoption.population,
    weeks: weeksOf(adoption.weeks.map(({ week, rate }) => [week, rate])),
    rosterActiveRate: adoption.rosterActiveRate,
    rosterPopulation: adoption.rosterPopulation,
    developers: adoption.rosterPopulation.people,
    habitual: adoption.habitual,
    defaultToolShare: adoption.defaultToolShare,
    sanctionedShare: adoption.sanctionedShare,
    seatToolRate: adoption.seatToolRate,
    costPerActiveDeveloper: months.at(-1)?.costPerActiveDeveloper ?? null,
    months,
  };
}

function monthOf(month: string, cost: MonthCost | undefined) {
  if (!cost) {
    throw new Error(`The truth knows no such team in ${month}`);
  }
  const { developers, seat, usage } = cost;
  const months = developers?.activePersonMonths;
  const isTold = seat !== null || usage !== null;
  const tooFew =
    !developers ||
    (developers.activePeople > 0 && developers.perActive === null);
  return {
    month,
    complete: true,
    seat,
    usage,
    value: cost.value,
    total: isTold ? (seat ?? 0n) + (usage ?? 0n) : null,
    activePersonMonths:
      tooFew || !months ? null : Number(months.top) / Number(months.bottom),
    costPerActiveDeveloper: isTold ? developers?.perActive ?? null : null,
    others: cost.others,
    idleSeat: cost.idleSeat,
    people: cost.people,
    leftOut: cost.leftOut,
  };
}

/**
 * What is wrong with a team's bands. They may be pooled further than the rule
 * on one team asks for, where a difference between teams would tell of a few:
 * what is shown has to be right, whole and never of too few people.
 */
export function faultOfBands(
  scorecard: Scorecard,
  truth: Expected,
): string | undefined {
  const { tiers, tierParts } = truth.adoption.get(scorecard.team.ref) ?? {};
  const parts = scorecard.adoption?.tiers.parts ?? [];
  if (!tiers || !tierParts) {
    return parts.length > 0 ? 'bands of too few people' : undefined;
  }
  for (const { ids, people } of parts) {
    const sum = tiers
      .filter(tier => ids.includes(tier.id))
      .reduce((total, tier) => total + tier.people, 0);
    if (people !== sum || sum < 5) {
      return `${ids.join('+')} is ${people} instead of ${sum}`;
    }
  }
  const named = parts.flatMap(part => part.ids);
  const missing = tiers.filter(
    tier => parts.length > 0 && tier.people > 0 && !named.includes(tier.id),
  );
  if (missing.length > 0 || new Set(named).size < named.length) {
    return `bands ${named.join(' ')}`;
  }
  return parts.length > tierParts.length
    ? 'less pooled than the rule'
    : undefined;
}
