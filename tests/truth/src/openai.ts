import { decimal, split, toMicros } from './money';
import { CostDay, OpenaiDay, OpenaiUse } from './truth';

/** A use with the micro-units that fall to it. */
export interface CostedUse {
  day: string;
  use: OpenaiUse;
  /** null where nothing was billed for the project */
  micros: bigint | null;
}

/**
 * What the uses of OpenAI's models cost: each project's cost of a day, its lines rounded one by one, divided by tokens
 * between users and models. Keys that are nobody's have their part.
 */
export function costedUses(days: OpenaiDay[], costs: CostDay[]): CostedUse[] {
  return days.flatMap(({ day, revealed }) => {
    const bill = costs.find(it => it.day === day)?.revealed ?? [];
    const projects = [...new Set(revealed.map(use => use.project))];
    return projects.flatMap(project => {
      const uses = revealed.filter(use => use.project === project);
      const lines = bill.filter(line => line.workspace === project);
      const total = lines.reduce(
        (sum, line) => sum + toMicros(decimal(line.amount)),
        0n,
      );
      const keyOf = ({ accountKind, account, model }: OpenaiUse) =>
        `${accountKind === 'id' ? account : ''} ${model}`;
      const shares = split(
        total,
        uses.map(use => ({
          key: keyOf(use),
          weight: BigInt(use.inputTokens + use.outputTokens),
        })),
      );
      return uses.map(use => ({
        day,
        use,
        micros: lines.length > 0 ? shares.get(keyOf(use)) ?? 0n : null,
      }));
    });
  });
}
