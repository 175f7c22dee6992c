import { NotAllowedError } from '@backstage/errors';
import {
  apiPaths,
  organisationTrendsQuerySchema,
  restrictScorecard,
  scorecardQuerySchema,
  teamsQuerySchema,
  trendsQuerySchema,
} from 'backstage-plugin-ai-scorecards-common';
import type { Router } from 'express';
import { KeptBodies } from '../http/KeptBodies';
import { meanwhile } from '../meanwhile';
import { parse } from '../http/parse';
import { Access } from '../permissions/Access';
import { OrganisationService } from './reads/OrganisationService';
import { ScorecardService } from './reads/ScorecardService';
import { TeamsService } from './reads/TeamsService';
import { TrendsService } from './reads/TrendsService';

/** A list of a hundred teams is as long as twenty scorecards. */
const MOST_LISTS = 50;

const COST_TRENDS = ['cost', 'costPerActiveDeveloper'];

/** Scorecards and trends of a team, and the list of teams. */
export function addScorecardRoutes(
  router: Router,
  {
    access,
    scorecards,
    trends,
    teams,
    everybody,
  }: {
    access: Access;
    scorecards: ScorecardService;
    trends: TrendsService;
    teams: TeamsService;
    everybody: OrganisationService;
  },
): void {
  const bodies = new KeptBodies();
  const lists = new KeptBodies(MOST_LISTS);
  router.get(apiPaths.teamScorecard, async (request, response) => {
    const ref = teamRefOf(request.params);
    const reading = meanwhile(async () => {
      const { asOf } = parse(scorecardQuerySchema, request.query);
      return { asOf, ...(await scorecards.read(ref, asOf)) };
    });
    const level = await access.team(request, ref);
    const { asOf, from, make } = await reading;
    await bodies.send(response, JSON.stringify([level, ref, asOf]), from, () =>
      restrictScorecard(make(), level),
    );
  });

  router.get(apiPaths.teamTrends, async (request, response) => {
    const ref = teamRefOf(request.params);
    const reading = meanwhile(async () =>
      trends.get(ref, parse(trendsQuerySchema, request.query)),
    );
    const level = await access.team(request, ref);
    const { metric } = parse(trendsQuerySchema, request.query);
    const seesIt =
      level === 'full' || (level === 'cost' && COST_TRENDS.includes(metric));
    if (!seesIt) {
      throw new NotAllowedError(
        'Figures of a team are seen by the team, its leads and operators',
      );
    }
    response.json(await reading);
  });

  router.get(apiPaths.organisationScorecard, async (request, response) => {
    const level = await access.organisation(request);
    const { asOf } = parse(scorecardQuerySchema, request.query);
    const { from, make } = await everybody.read(level, asOf);
    await bodies.send(
      response,
      JSON.stringify([level, 'everybody', asOf]),
      from,
      make,
    );
  });

  router.get(apiPaths.organisationTrends, async (request, response) => {
    const level = await access.organisation(request);
    const query = parse(organisationTrendsQuerySchema, request.query);
    if (level === 'cost' && !COST_TRENDS.includes(query.metric)) {
      throw new NotAllowedError(
        'How everybody uses tools is seen by those who see the figures of every team',
      );
    }
    response.json(await trends.ofEverybody(query));
  });

  router.get(apiPaths.teams, async (request, response) => {
    const visible = await access.teams(request);
    const query = parse(teamsQuerySchema, request.query);
    const from = await teams.madeFrom();
    await lists.send(response, JSON.stringify([visible.key, query]), from, () =>
      teams.list(query, visible),
    );
  });
}

function teamRefOf(params: Record<string, string>): string {
  return `group:${params.namespace}/${params.name}`.toLocaleLowerCase('en-US');
}
