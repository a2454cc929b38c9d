/** A member of a team as the API gives it. */
export interface TeamMember {
  id: string;
  agent_id: string;
  agent_handle: string;
  agent_display_name: string;
  agent_is_active: boolean;
  role: string;
  responsibility: string;
  lane: number;
  sort_order: number;
  is_active: boolean;
  personality_profile_id: string | null;
  memory_profile_id: string | null;
  tool_profile_id: string | null;
  model_profile_id: string | null;
}

export interface TeamEdge {
  id: string;
  source_member_id: string;
  target_member_id: string;
  edge_type: string;
  is_blocking: boolean;
}

export const edgeTypes = ["delegates", "reviews", "reports_to", "shares_context", "handoff"] as const;

/** How each edge type is drawn: the dashes of its line. Colour is never the only sign; each edge also bears its name. */
export const edgeDashes: Readonly<Record<string, string>> = {
  delegates: "",
  reviews: "8 4",
  reports_to: "2 4",
  shares_context: "10 4 2 4",
  handoff: "14 5",
};

export interface PlacedMember extends TeamMember {
  x: number;
  y: number;
}

export interface PlacedEdge extends TeamEdge {
  path: string;
  labelX: number;
  labelY: number;
}

export interface TeamLayout {
  lanes: { lane: number; y: number; height: number }[];
  members: PlacedMember[];
  edges: PlacedEdge[];
  width: number;
  height: number;
}

export const memberCard = { width: 196, height: 76, gapX: 168, top: 34, bottom: 18, left: 20 };

/** Places members in swimlanes: a lane is a row, its members stand side by side in their order. */
export function layoutTeam(members: readonly TeamMember[], edges: readonly TeamEdge[]): TeamLayout {
  const numbers = [...new Set(members.map((one) => one.lane))].sort((a, b) => a - b);
  const height = memberCard.top + memberCard.height + memberCard.bottom;
  const lanes = numbers.map((lane, row) => ({ lane, y: row * height, height }));
  const placed = numbers.flatMap((lane, row) =>
    members
      .filter((one) => one.lane === lane)
      .sort((a, b) => a.sort_order - b.sort_order || (a.id < b.id ? -1 : 1))
      .map((one, column) => ({
        ...one,
        // Odd rows stand half a place to the right, so that edges between lanes seldom run behind a card.
        x: memberCard.left + (column + (row % 2) * 0.5) * (memberCard.width + memberCard.gapX),
        y: row * height + memberCard.top,
      })),
  );
  const at = new Map(placed.map((one) => [one.id, one]));
  const width = Math.max(0, ...placed.map((one) => one.x + memberCard.width)) + memberCard.left;
  return {
    lanes,
    members: placed,
    edges: routed(edges, at),
    width: Math.max(width, 480),
    height: Math.max(height, numbers.length * height),
  };
}

function routed(edges: readonly TeamEdge[], at: ReadonlyMap<string, PlacedMember>): PlacedEdge[] {
  const between = new Map<string, number>();
  return edges.flatMap((edge) => {
    const from = at.get(edge.source_member_id);
    const to = at.get(edge.target_member_id);
    if (!from || !to) return [];
    const pair = [edge.source_member_id, edge.target_member_id].sort().join();
    const nth = between.get(pair) ?? 0;
    between.set(pair, nth + 1);
    return [{ ...edge, ...curve(from, to, nth) }];
  });
}

/** A line from card to card; several between the same two bend away from each other. */
function curve(from: PlacedMember, to: PlacedMember, nth: number) {
  const { width, height } = memberCard;
  if (from.y === to.y) {
    const right = to.x > from.x;
    const x1 = right ? from.x + width : from.x;
    const x2 = right ? to.x : to.x + width;
    const far = Math.abs(x2 - x1) > memberCard.gapX + 1;
    const y = from.y + height / 2 + (nth === 0 ? -10 : 10 + (nth - 1) * 16);
    const bend = far ? height : (nth - 0.5) * 6;
    const middle = (x1 + x2) / 2;
    return { path: `M ${x1} ${y} Q ${middle} ${y + bend} ${x2} ${y}`, labelX: middle, labelY: y + bend / 2 };
  }
  const down = to.y > from.y;
  // Ways down stand right of the middle, ways up left of it.
  const shift = (nth + 1) * 24 * (down ? 1 : -1);
  const x1 = from.x + width / 2 + shift;
  const y1 = down ? from.y + height : from.y;
  const x2 = to.x + width / 2 + shift;
  const y2 = down ? to.y : to.y + height;
  const half = (y1 + y2) / 2;
  return {
    path: `M ${x1} ${y1} C ${x1} ${half}, ${x2} ${half}, ${x2} ${y2}`,
    labelX: (x1 + x2) / 2,
    labelY: half,
  };
}

/** What is odd about a team: a key of the page's texts, and the names it speaks of. */
export interface TeamWarning {
  key: "team.warn.cycle" | "team.warn.orphan" | "team.warn.inactive";
  names: string[];
  members: string[];
}

/** Blocking edges in a circle (nobody could begin), members that no edge reaches, members whose agent is switched off. */
export function teamWarnings(members: readonly TeamMember[], edges: readonly TeamEdge[]): TeamWarning[] {
  const nameOf = new Map(members.map((one) => [one.id, one.agent_display_name]));
  const warning = (key: TeamWarning["key"], ids: readonly string[]): TeamWarning => ({
    key,
    names: ids.map((id) => nameOf.get(id) ?? id),
    members: [...ids],
  });
  const circle = blockingCircle(edges);
  const touched = new Set(edges.flatMap((edge) => [edge.source_member_id, edge.target_member_id]));
  const orphans = members.length > 1 ? members.filter((one) => !touched.has(one.id)) : [];
  const asleep = members.filter((one) => !one.agent_is_active || !one.is_active);
  return [
    ...(circle.length > 0 ? [warning("team.warn.cycle", circle)] : []),
    ...(orphans.length > 0
      ? [
          warning(
            "team.warn.orphan",
            orphans.map((one) => one.id),
          ),
        ]
      : []),
    ...(asleep.length > 0
      ? [
          warning(
            "team.warn.inactive",
            asleep.map((one) => one.id),
          ),
        ]
      : []),
  ];
}

function blockingCircle(edges: readonly TeamEdge[]): string[] {
  const next = new Map<string, string[]>();
  for (const edge of edges)
    if (edge.is_blocking)
      next.set(edge.source_member_id, [...(next.get(edge.source_member_id) ?? []), edge.target_member_id]);
  const done = new Set<string>();
  const walk = (at: string, trail: readonly string[]): string[] => {
    if (trail.includes(at)) return trail.slice(trail.indexOf(at));
    if (done.has(at)) return [];
    done.add(at);
    for (const to of next.get(at) ?? []) {
      const found = walk(to, [...trail, at]);
      if (found.length > 0) return found;
    }
    return [];
  };
  for (const start of next.keys()) {
    const found = walk(start, []);
    if (found.length > 0) return found;
  }
  return [];
}
