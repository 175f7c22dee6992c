import { openApiDocument } from './document';
import { operations } from './operations';

describe('the OpenAPI document', () => {
  const document = openApiDocument() as {
    paths: Record<
      string,
      Record<
        string,
        {
          parameters: { name: string; in: string; required: boolean }[];
          responses: Record<string, unknown>;
        }
      >
    >;
  };

  it('has every operation once', () => {
    const listed = Object.values(document.paths).flatMap(path =>
      Object.keys(path),
    );
    expect(listed).toHaveLength(operations.length);
  });

  it('names path and query parameters', () => {
    const { parameters } =
      document.paths['/v1/teams/{namespace}/{name}/trends'].get;
    expect(parameters).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          name: 'namespace',
          in: 'path',
          required: true,
        }),
        expect.objectContaining({
          name: 'metric',
          in: 'query',
          required: true,
        }),
        expect.objectContaining({
          name: 'grain',
          in: 'query',
          required: false,
        }),
      ]),
    );
  });

  it('survives JSON', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });
});
