import express from 'express';
import request from 'supertest';
import { KeptBodies } from './KeptBodies';

describe('KeptBodies', () => {
  it('makes a value again only when anything that it is made from is another', async () => {
    const bodies = new KeptBodies();
    let from: unknown[] = ['a', null];
    let made = 0;
    const app = express().get('/:name', ({ params }, response) =>
      bodies.send(response, params.name, from, () => {
        made += 1;
        return { made, name: params.name };
      }),
    );
    const get = (name: string) => request(app).get(`/${name}`).expect(200);

    const first = await get('ä');
    expect(first.body).toEqual({ made: 1, name: 'ä' });
    expect(first.type).toBe('application/json');
    expect((await get('ä')).body.made).toBe(1);
    expect((await get('b')).body).toEqual({ made: 2, name: 'b' });
    from = ['a', {}];
    const other = await get('ä');
    expect(other.body.made).toBe(3);
    expect(other.headers.etag).not.toBe(first.headers.etag);
    await request(app)
      .get('/ä')
      .set('if-none-match', other.headers.etag)
      .expect(304);
    from = ['a'];
    expect((await get('ä')).body.made).toBe(4);
  });

  it('waits for a value that takes its time, and says why one cannot be made', async () => {
    const bodies = new KeptBodies();
    const app = express().get('/:name', ({ params }, response) =>
      bodies
        .send(response, params.name, [], async () => {
          if (params.name === 'b') throw new Error('no b');
          return params.name;
        })
        .catch(error => response.status(500).json(error.message)),
    );
    expect((await request(app).get('/a').expect(200)).body).toBe('a');
    expect((await request(app).get('/b').expect(500)).body).toBe('no b');
  });

  it('keeps some hundreds', async () => {
    const bodies = new KeptBodies();
    const made: string[] = [];
    const app = express().get('/:name', ({ params }, response) =>
      bodies.send(response, params.name, [], () => made.push(params.name)),
    );
    for (let n = 0; n < 501; n++) await request(app).get(`/${n}`);
    await request(app).get('/500');
    await request(app).get('/0');
    expect(made).toHaveLength(502);
  });
});
