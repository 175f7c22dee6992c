import { InputError } from '@backstage/errors';
import {
  Check,
  CheckChange,
  ConfiguredCheck,
  configureChecks,
  ownCheck,
  OwnCheck,
  TeamFacts,
  Verdict,
  verdict,
} from 'backstage-plugin-ai-scorecards-common';
import type { AiScorecardsConfig } from '../config';

/** The check that exists only where a stance is configured. */
export const STANCE_CHECK = 'stance.acknowledged';

/** What may differ from configuration when checks are tried. */
export interface Trial {
  /** Ids that count from now, whatever their effective date, and also where configuration switches them off. */
  enable: readonly string[];
  disable: readonly string[];
  /** What differs of checks, by id. */
  changes: Readonly<Record<string, Pick<CheckChange, 'level' | 'required'>>>;
  checks: readonly OwnCheck[];
}

/**
 * The checks of this portal: the catalogue, the organisation's own, and those that modules added. Throws an InputError
 * that names the path when configuration speaks of a check that is not there, or two have one id.
 */
export function createChecks(
  config: AiScorecardsConfig['practices'],
  added: readonly Check[],
  trial?: Trial,
): ConfiguredCheck[] {
  const own = [
    ...config.own.map(ownCheck),
    ...added.map(
      (check): ConfiguredCheck => ({
        ...guarded(check),
        own: true,
        effectiveFrom: null,
        asks: String(check.version),
      }),
    ),
    ...(trial?.checks ?? []).map(ownCheck),
  ];
  const all = configured({}, own);
  const ids = new Set(all.map(({ id }) => id));
  const faults = [
    ...Object.keys(config.checks)
      .filter(id => !ids.has(id))
      .map(id => `aiScorecards.practices.checks.${id} is no check`),
    ...config.waivers.flatMap(({ check }, index) =>
      ids.has(check)
        ? []
        : [
            `aiScorecards.practices.waivers[${index}].check must name a check; ${check} is none`,
          ],
    ),
  ];
  if (faults.length > 0) throw new InputError(faults.join('\n'));
  const unknown = [
    ...(trial?.enable ?? []),
    ...(trial?.disable ?? []),
    ...Object.keys(trial?.changes ?? {}),
  ].find(id => !ids.has(id));
  if (unknown !== undefined)
    throw new InputError(`There is no check ${unknown}`);
  const enabled = new Set(trial?.enable);
  const disabled = new Set(trial?.disable);
  const changes = Object.fromEntries(
    [...ids].map((id): [string, CheckChange] => [
      id,
      {
        ...config.checks[id],
        ...(enabled.has(id) && { disabled: false }),
        ...trial?.changes[id],
      },
    ]),
  );
  return configured(changes, own)
    .filter(
      ({ id }) =>
        !disabled.has(id) && (id !== STANCE_CHECK || config.stance !== null),
    )
    .map(check =>
      enabled.has(check.id) ? { ...check, effectiveFrom: null } : check,
    );
}

function configured(...args: Parameters<typeof configureChecks>) {
  try {
    return configureChecks(...args);
  } catch (error) {
    if (error instanceof RangeError) {
      throw new InputError(`aiScorecards.practices.own: ${error.message}`);
    }
    throw error;
  }
}

/** A check of another module whose fault is its own: the other checks and teams go on. */
function guarded(check: Check): Check {
  const { evaluate } = check;
  if (!evaluate) return check;
  return {
    ...check,
    evaluate: (facts: TeamFacts): Verdict => {
      try {
        return evaluate(facts);
      } catch (error) {
        const name = error instanceof Error ? error.name : typeof error;
        return verdict(
          'unknown',
          `The check stopped with an unforeseen ${name}.`,
        );
      }
    },
  };
}

/** The checks that configuration switches off, as they would count if it did not. */
export function switchedOffChecks(
  config: AiScorecardsConfig['practices'],
  added: readonly Check[],
): ConfiguredCheck[] {
  const off = new Set(
    Object.entries(config.checks)
      .filter(([, { disabled }]) => disabled)
      .map(([id]) => id),
  );
  return createChecks(config, added, {
    enable: [...off],
    disable: [],
    changes: {},
    checks: [],
  }).filter(({ id }) => off.has(id));
}
