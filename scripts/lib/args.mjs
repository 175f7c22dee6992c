import { parseArgs } from 'node:util';
import { Sentence } from './log.mjs';

/**
 * Parses a job's arguments, turning a mistake into a sentence.
 *
 * @param {string[]} args
 * @param {import('node:util').ParseArgsConfig} config
 * @param {string} usage
 */
export function parse(args, config, usage) {
  try {
    return parseArgs({ args, strict: true, ...config });
  } catch (error) {
    throw new Sentence(`${error.message}\n${usage}`);
  }
}

/**
 * A whole number within bounds.
 *
 * @param {string} flag
 * @param {string} text
 * @param {{ min: number, max: number }} bounds
 */
export function wholeNumber(flag, text, { min, max }) {
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new Sentence(
      `${flag} takes a whole number from ${min} to ${max}, not "${text}".`,
    );
  }
  return value;
}
