import { Seat, pendingCancellation } from '../world/seats';
import { isDay, toDayNumber } from '../time/days';
import { githubError, githubRoute } from './auth';
import { partCount } from './blobs';
import { Exchange, Route, Sim, sendJson } from './exchange';
import { signedLink } from './links';

const SCOPE = '^/(orgs|enterprises)/([^/]+)';
const LATER_ORGANISATION = 'acme-labs';

const positive = (url: URL, name: string, otherwise: number): number => {
  const value = Number(url.searchParams.get(name) ?? otherwise);
  return Number.isInteger(value) && value > 0 ? value : otherwise;
};

/** GitHub's Copilot reports and seats. */
export const githubRoutes: Route[] = [
  githubRoute(
    RegExp(`${SCOPE}/copilot/metrics/reports/users-1-day$`),
    usersReport,
  ),
  githubRoute(RegExp(`${SCOPE}/copilot/billing$`), billing),
  githubRoute(RegExp(`${SCOPE}/copilot/billing/seats$`), seats),
];

function usersReport(exchange: Exchange): void {
  const { sim, url, res, params, fault } = exchange;
  const day = url.searchParams.get('day') ?? '';
  if (!isDay(day)) {
    githubError(exchange, 400, "Invalid 'day': use YYYY-MM-DD");
    return;
  }
  switch (
    sim.world.copilotReport(day, params[0] === 'orgs' ? 'orgs' : 'enterprises')
  ) {
    case 'not-ready':
      res.writeHead(204).end();
      return;
    case 'too-old':
      githubError(exchange, 404, 'Not Found');
      return;
    case 'before-data':
      // As the vendor does: success, and a body that is an empty text.
      sendJson(exchange, 200, '');
      return;
    default:
  }
  const lifetime =
    fault?.kind === 'expired-links' ? -60 : sim.settings.linkSeconds;
  const expires = Date.now() + lifetime * 1000;
  const links = Array.from({ length: partCount(sim.world) }, (_, part) =>
    signedLink(
      sim.url(),
      `/blob/${params[0]}/users-1-day/${day}/part-${part + 1}.ndjson`,
      expires,
    ),
  );
  sendJson(exchange, 200, { download_links: links, report_day: day });
}

function billing(exchange: Exchange): void {
  const { world } = exchange.sim;
  const today = toDayNumber(world.today());
  const listed = world.seats();
  const monthStart = toDayNumber(`${world.today().slice(0, 7)}-01`);
  const active = listed.filter(
    seat => (world.lastCopilotDay(seat) ?? '') >= world.today().slice(0, 7),
  ).length;
  sendJson(exchange, 200, {
    seat_breakdown: {
      total: listed.length + 1,
      added_this_cycle: listed.filter(seat => seat.from >= monthStart).length,
      pending_invitation: 0,
      pending_cancellation: listed.filter(seat =>
        pendingCancellation(seat, today),
      ).length,
      active_this_cycle: active,
      inactive_this_cycle: listed.length + 1 - active,
    },
    seat_management_setting: 'assign_selected',
    ide_chat: 'enabled',
    platform_chat: 'enabled',
    cli: 'enabled',
    public_code_suggestions: 'block',
    plan_type: 'business',
  });
}

/** One line of the list: a seat, or one whose holder was removed. */
interface Listing {
  seat?: Seat;
  createdAt: string;
  organisation: string;
}

function seats(exchange: Exchange): void {
  const { sim, url, params } = exchange;
  const enterprise = params[0] === 'enterprises';
  const page = positive(url, 'page', 1);
  const perPage = Math.min(100, positive(url, 'per_page', 50));
  const all = listings(sim, enterprise);
  const pages = Math.max(1, Math.ceil(all.length / perPage));
  const link = (target: number, rel: string): string => {
    const query = new URLSearchParams({
      page: String(target),
      per_page: String(perPage),
    });
    return `<${sim.url()}${url.pathname}?${query}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev'), link(1, 'first')] : []),
    ...(page < pages ? [link(page + 1, 'next'), link(pages, 'last')] : []),
  ];
  sendJson(
    exchange,
    200,
    {
      total_seats: all.length,
      seats: all
        .slice((page - 1) * perPage, page * perPage)
        .map(listing => shown(sim, listing, enterprise)),
    },
    links.length ? { link: links.join(', ') } : {},
  );
}

function listings({ world, settings }: Sim, enterprise: boolean): Listing[] {
  const now = (toDayNumber(world.today()) + 1) * 86_400_000;
  const all: Listing[] = world.seats().flatMap(seat => {
    const first = {
      seat,
      createdAt: seat.createdAt,
      organisation: settings.organization,
    };
    const { secondCreatedAt } = seat;
    if (!enterprise || !secondCreatedAt || Date.parse(secondCreatedAt) >= now) {
      return [first];
    }
    const second = {
      seat,
      createdAt: secondCreatedAt,
      organisation: LATER_ORGANISATION,
    };
    // The younger listing may well come first.
    return seat.profile.account.index % 2 ? [second, first] : [first, second];
  });
  all.push({
    createdAt: '2025-10-20T09:12:00Z',
    organisation: settings.organization,
  });
  return all;
}

function shown(
  { world }: Sim,
  { seat, createdAt, organisation }: Listing,
  enterprise: boolean,
) {
  const today = toDayNumber(world.today());
  const lastDay = seat && world.lastCopilotDay(seat);
  const account = seat?.profile.account;
  return {
    created_at: createdAt,
    updated_at: createdAt,
    pending_cancellation_date: seat ? pendingCancellation(seat, today) : null,
    last_activity_at: lastDay ? `${lastDay}T16:20:00Z` : null,
    last_activity_editor: lastDay ? 'vscode/1.119.0/copilot/1.402.0' : null,
    last_authenticated_at: lastDay ? `${lastDay}T07:55:00Z` : null,
    plan_type: 'business',
    assignee: account
      ? { login: account.name, id: account.id, type: 'User', site_admin: false }
      : null,
    assigning_team: null,
    ...(enterprise && { organization: { login: organisation } }),
  };
}
