/** What the example's entities are made of; absent values are left out. */
export type YamlValue =
  | string
  | boolean
  | undefined
  | YamlValue[]
  | { [key: string]: YamlValue };

/**
 * Block-style YAML of a value, ending in a line break. Only what catalog
 * entities need, so that a hundred thousand of them are written in seconds
 * and come out the same to the byte.
 */
export function toYaml(
  value: { [key: string]: YamlValue } | YamlValue,
): string {
  return `${lines(value, '').join('\n')}\n`;
}

function lines(value: YamlValue, indent: string): string[] {
  if (Array.isArray(value)) {
    return value.map(item => `${indent}- ${scalar(item)}`);
  }
  if (value !== undefined && typeof value === 'object') {
    return Object.entries(value).flatMap(([key, item]) =>
      entry(key, item, indent),
    );
  }
  return [`${indent}${scalar(value)}`];
}

function entry(key: string, value: YamlValue, indent: string): string[] {
  if (value === undefined) {
    return [];
  }
  if (typeof value !== 'object') {
    return [`${indent}${key}: ${scalar(value)}`];
  }
  if (Array.isArray(value) && value.length === 0) {
    return [`${indent}${key}: []`];
  }
  return [`${indent}${key}:`, ...lines(value, `${indent}  `)];
}

const PLAIN = /^[\p{L}\p{N}./][\p{L}\p{N} ./:,;_@()-]*$/u;
const OTHER_TYPE = /^(true|false|null|yes|no|on|off|[\d.+-]+)$/i;

function scalar(value: YamlValue): string {
  if (typeof value === 'boolean') {
    return String(value);
  }
  if (typeof value !== 'string') {
    throw new TypeError('Lists hold texts only');
  }
  const plain =
    PLAIN.test(value) &&
    !OTHER_TYPE.test(value) &&
    !value.includes(': ') &&
    !/[ :]$/.test(value);
  return plain ? value : `'${value.replace(/'/g, "''")}'`;
}
