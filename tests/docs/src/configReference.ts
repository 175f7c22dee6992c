import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root } from './root';

/** The root of all settings of the project. */
const BLOCK = 'aiScorecards';

/** The packages whose `config.d.ts` declare settings, the plugin first, its modules by name. */
export function configFiles(): string[] {
  const plugins = path.join(root, 'plugins');
  return fs
    .readdirSync(plugins)
    .sort()
    .map(name => path.join(plugins, name, 'config.d.ts'))
    .filter(file => fs.existsSync(file));
}

/** One setting as its declaration describes it. */
interface Setting {
  path: string;
  type: string;
  optional: boolean;
  visibility: string | undefined;
  text: string;
}

/** The configuration reference as Markdown, made from the declarations that Backstage checks configuration by. */
export function configReference(files: readonly string[]): string {
  const parts = files.map(file => {
    const manifest = JSON.parse(
      fs.readFileSync(path.join(path.dirname(file), 'package.json'), 'utf8'),
    );
    return `## \`${manifest.name}\`\n\n${table(settingsOf(file))}`;
  });
  return [
    '# Configuration reference',
    '',
    '<!-- Written by `npm run docs` from the config.d.ts files; a change here is overwritten. -->',
    '',
    'Every setting, from the declarations that Backstage itself checks configuration by. What the settings are for, with',
    'examples, stands in [Configure](configure.md). All are optional unless marked *required*; only what is marked *frontend*',
    'reaches the browser.',
    '',
    parts.join('\n\n'),
    '',
  ].join('\n');
}

function settingsOf(file: string): Setting[] {
  const source = ts.createSourceFile(
    file,
    fs.readFileSync(file, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const settings: Setting[] = [];
  for (const statement of source.statements) {
    if (
      ts.isInterfaceDeclaration(statement) &&
      statement.name.text === 'Config'
    ) {
      for (const member of statement.members) collect(member, '', settings);
    }
  }
  return settings.filter(setting => setting.path.startsWith(`${BLOCK}.`));
}

function collect(
  member: ts.TypeElement,
  parent: string,
  settings: Setting[],
): void {
  if (ts.isIndexSignatureDeclaration(member)) {
    const [parameter] = member.parameters;
    add(member, `${parent}.<${parameter.name.getText()}>`, member.type);
  } else if (ts.isPropertySignature(member) && member.type) {
    const name = member.name.getText();
    add(member, parent ? `${parent}.${name}` : name, member.type);
  }

  function add(element: ts.TypeElement, own: string, type: ts.TypeNode) {
    settings.push({ ...describe(element), path: own, type: typeName(type) });
    for (const [suffix, nested] of nestedMembers(type)) {
      collect(nested, `${own}${suffix}`, settings);
    }
  }
}

/** The members inside a block, or inside the entries of a list of blocks. */
function nestedMembers(type: ts.TypeNode): [string, ts.TypeElement][] {
  if (ts.isTypeLiteralNode(type)) return type.members.map(each => ['', each]);
  const item = itemType(type);
  return item && ts.isTypeLiteralNode(item)
    ? item.members.map(each => ['[]', each])
    : [];
}

function itemType(type: ts.TypeNode): ts.TypeNode | undefined {
  if (ts.isArrayTypeNode(type)) return type.elementType;
  const isArray =
    ts.isTypeReferenceNode(type) && type.typeName.getText() === 'Array';
  return isArray ? type.typeArguments?.[0] : undefined;
}

function typeName(type: ts.TypeNode): string {
  if (ts.isTypeLiteralNode(type)) return 'block';
  const item = itemType(type);
  if (item) {
    const inner = typeName(item);
    return inner === 'block' ? 'list of blocks' : `list of ${inner}`;
  }
  if (ts.isUnionTypeNode(type)) {
    return type.types
      .filter(each => each.kind !== ts.SyntaxKind.UndefinedKeyword)
      .map(each => typeName(each))
      .join(' or ');
  }
  const text = type.getText();
  return { string: 'text', object: 'block' }[text] ?? text.replace(/'/g, '`');
}

function describe(
  element: ts.TypeElement,
): Pick<Setting, 'optional' | 'visibility' | 'text'> {
  const docs = ts.getJSDocCommentsAndTags(element).filter(ts.isJSDoc);
  const text = docs
    .map(doc => ts.getTextOfJSDocComment(doc.comment) ?? '')
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
  const tag = ts
    .getJSDocTags(element)
    .find(each => each.tagName.text === 'visibility');
  return {
    text,
    visibility: ts.getTextOfJSDocComment(tag?.comment),
    optional:
      ts.isIndexSignatureDeclaration(element) ||
      element.questionToken !== undefined,
  };
}

function table(settings: readonly Setting[]): string {
  const rows = settings.map(setting => {
    const marks = [
      ...(setting.optional ? [] : ['*required*']),
      ...(setting.visibility ? [`*${setting.visibility}*`] : []),
    ];
    const short = setting.path.slice(BLOCK.length + 1);
    const cells = [
      `\`${short}\``,
      [setting.type, ...marks].join(', '),
      setting.text,
    ];
    return `| ${cells.map(escape).join(' | ')} |`;
  });
  return [
    `Below \`${BLOCK}\`:`,
    '',
    '| setting | type | what it does |',
    '| --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function escape(cell: string): string {
  return cell.replace(/\|/g, '\\|');
}
