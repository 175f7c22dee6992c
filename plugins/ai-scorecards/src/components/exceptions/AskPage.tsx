import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import {
  addDays,
  askSchema,
  defaultRules,
} from 'backstage-plugin-ai-scorecards-common';
import { useSearchParams } from 'react-router-dom';
import { aiScorecardsApiRef } from '../../api';
import { useFormat, useLoad } from '../../hooks';
import { LoadFailed } from '../ui';
import { AskForm } from './AskForm';
import { BoardNotice } from './BoardNotice';
import { Loading } from './Loading';
import { StandingForm } from './StandingForm';

/** How long exceptions last unless asked otherwise; the form can ask for more or less. */
const USUAL_DAYS = defaultRules.expiry.defaultDays;

/** The request form: empty, filled in from `?team=&tool=`, or with a request that is there. */
export function AskPage({ id }: { id?: string }) {
  const api = useApi(aiScorecardsApiRef);
  const identity = useApi(identityApiRef);
  const { today } = useFormat();
  const [query] = useSearchParams();
  const { value, error, reload } = useLoad(id ?? 'new', async () => {
    const [tools, me, who, request] = await Promise.all([
      api.tools(),
      api.me(),
      identity.getBackstageIdentity(),
      id === undefined ? undefined : api.request(id),
    ]);
    const own = [...me.teams.filter(team => team.to === null), ...me.leads];
    const teams = [...new Map(own.map(team => [team.ref, team])).values()];
    const wanted = query.get('team') ?? teams[0]?.ref;
    const ask =
      request?.ask ??
      (wanted &&
        askSchema.parse({
          team: wanted,
          tool: query.get('tool') || null,
          supportOwner: who.userEntityRef,
          seats: 1,
          until: addDays(today, USUAL_DAYS - 1),
        }));
    const board =
      query.get('kind') === 'standing' ? await api.board() : undefined;
    const user = who.userEntityRef;
    return { tools: tools.items, teams, request, ask, board, user };
  });
  if (error) return <LoadFailed error={error} retry={reload} />;
  if (!value) return <Loading what="form" />;
  if (value.board) {
    const { group } = value.board;
    return group === null ? (
      <BoardNotice board={value.board} />
    ) : (
      <StandingForm
        tools={value.tools}
        board={group}
        like={{
          tool: query.get('tool') ?? '',
          seats: query.get('seats'),
          days: query.get('days'),
          cost: query.get('cost'),
          currency: query.get('currency'),
          data: query.get('data'),
        }}
      />
    );
  }
  return (
    <AskForm
      tools={value.tools}
      teams={value.teams}
      request={value.request}
      ask={value.ask || undefined}
      user={value.user}
    />
  );
}
