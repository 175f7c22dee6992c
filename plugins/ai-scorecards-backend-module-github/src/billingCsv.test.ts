import { DownloadedLine } from 'backstage-plugin-ai-scorecards-node';
import { failureOf } from './__testUtils__/rows';
import { CsvLine, parseBillingCsv } from './billingCsv';

const HEADER =
  '"date","username","product","sku","model","gross_amount","net_amount","organization","repository","cost_center_name"';
const LINE =
  '"2026-09-21","mona","copilot","copilot_ai_credit","GPT-9","1.50","0.5","acme","","Research"';

async function parse(texts: string[], isTerminated = true): Promise<CsvLine[]> {
  async function* lines(): AsyncGenerator<DownloadedLine> {
    for (const [index, text] of texts.entries()) {
      yield { text, terminated: isTerminated || index < texts.length - 1 };
    }
  }
  const found: CsvLine[] = [];
  for await (const line of parseBillingCsv(lines(), 'The file')) {
    found.push(line);
  }
  return found;
}

describe('parseBillingCsv', () => {
  it('finds columns by their names, and takes empty text for nothing', async () => {
    await expect(parse([HEADER, LINE])).resolves.toEqual([
      {
        state: 'line',
        raw: LINE,
        line: {
          day: '2026-09-21',
          username: 'mona',
          product: 'copilot',
          sku: 'copilot_ai_credit',
          model: 'GPT-9',
          gross: '1.50',
          net: '0.5',
          organization: 'acme',
          distinct: ['', 'Research'],
        },
      },
    ]);
  });

  it('does not mind another order, unknown columns, commas and quotes', async () => {
    const [line] = await parse([
      'net_amount,hologram,SKU,product,username,date,gross_amount,model',
      '0.5,9,copilot_ai_credit,copilot,mona,2026-09-21,1.5,"GPT, ""nine"""',
    ]);
    expect(line).toMatchObject({
      line: { net: '0.5', model: 'GPT, "nine"', organization: '' },
    });
  });

  it.each([
    ['"2026-09-21","mona"', /has 2 values where the header has 10/],
    ['"2026-09-21","mo"na",', /is not CSV/],
    [LINE.replace('2026-09-21', 'yesterday'), /date is not a day/],
  ])('hands on the malformed line %s, and the rest', async (text, reason) => {
    await expect(parse([HEADER, text, LINE])).resolves.toMatchObject([
      { state: 'malformed', raw: text, reason: expect.stringMatching(reason) },
      { state: 'line' },
    ]);
  });

  it.each([
    [[HEADER, LINE, LINE.slice(0, -3)]],
    [[HEADER, LINE, LINE.slice(0, 40)]],
    [[HEADER.slice(0, 30)]],
  ])('never takes a file that was cut off for a whole one', async texts => {
    const error = await failureOf(parse(texts, false));
    expect(error.kind).toBe('unavailable');
  });

  it('takes a last line that is whole without its line break', async () => {
    await expect(parse([HEADER, LINE], false)).resolves.toHaveLength(1);
  });

  it.each([
    [[], 'unavailable', /is empty/],
    [
      ['"date","username"', LINE],
      'unexpected',
      /has no column product, sku, gross_amount, net_amount/,
    ],
    [['<html>'], 'unexpected', /has no column date/],
  ])('refuses a file without what is needed', async (texts, kind, message) => {
    const error = await failureOf(parse(texts));
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(message);
  });

  it('has the header alone where nothing was billed', async () => {
    await expect(parse([HEADER])).resolves.toEqual([]);
  });
});
