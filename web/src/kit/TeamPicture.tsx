import { useId } from "react";
import { useTranslation } from "react-i18next";
import { edgeDashes, layoutTeam, memberCard, type TeamEdge, type TeamMember } from "@/model/teamGraph";
import { Status } from "./Status";

interface Props {
  members: readonly TeamMember[];
  edges: readonly TeamEdge[];
  chosen?: string | null;
  onChoose?: (memberId: string) => void;
  /** what each member does just now, in a run that is watched */
  statuses?: ReadonlyMap<string, string>;
}

/** A team in swimlanes. Each of the five edge types has its own dashes and its name; blocking edges are thick. */
export function TeamPicture({ members, edges, chosen, onChoose, statuses }: Props) {
  const { t } = useTranslation();
  const arrow = useId();
  const layout = layoutTeam(members, edges);
  return (
    <section
      aria-label={t("team.picture")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="overflow-x-auto rounded-lg border border-line bg-sunken"
    >
      <div className="relative" style={{ width: layout.width, minWidth: "100%", height: layout.height }}>
        {layout.lanes.map((lane, at) => (
          <div
            key={lane.lane}
            style={{ top: lane.y, height: lane.height }}
            className={`absolute inset-x-0 px-3 py-1.5 ${at > 0 ? "border-t border-dashed border-line" : ""}`}
          >
            <span className="text-xs font-medium text-soft">{t("team.lane", { lane: lane.lane + 1 })}</span>
          </div>
        ))}
        <svg
          aria-hidden="true"
          className="absolute inset-0"
          width={layout.width}
          height={layout.height}
          overflow="visible"
        >
          <defs>
            <marker
              id={arrow}
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="8"
              markerHeight="8"
              markerUnits="userSpaceOnUse"
              orient="auto"
            >
              <path d="M 0 0 L 8 4 L 0 8 z" fill="var(--soft)" />
            </marker>
          </defs>
          {layout.edges.map((edge) => (
            <path
              key={edge.id}
              d={edge.path}
              fill="none"
              stroke="var(--soft)"
              strokeWidth={edge.is_blocking ? 3 : 1.5}
              strokeDasharray={edgeDashes[edge.edge_type] || undefined}
              markerEnd={`url(#${arrow})`}
            />
          ))}
        </svg>
        {layout.edges.map((edge) => (
          <span
            key={edge.id}
            data-edge={edge.edge_type}
            style={{ left: edge.labelX, top: edge.labelY }}
            className={`absolute z-10 -translate-x-1/2 -translate-y-1/2 rounded bg-sunken px-1 text-xs whitespace-nowrap text-soft ${edge.is_blocking ? "font-semibold" : ""}`}
          >
            {t(`edge.${edge.edge_type}`)}
          </span>
        ))}
        {layout.members.map((member) => {
          const status = statuses?.get(member.id);
          return (
            <button
              key={member.id}
              type="button"
              data-member={member.agent_handle}
              aria-pressed={onChoose ? chosen === member.id : undefined}
              onClick={() => onChoose?.(member.id)}
              style={{ left: member.x, top: member.y, width: memberCard.width, height: memberCard.height }}
              className={`absolute flex flex-col justify-center rounded-lg border bg-panel px-3 text-left ${chosen === member.id ? "border-accent ring-2 ring-accent" : "border-line hover:border-soft"} ${member.is_active && member.agent_is_active ? "" : "border-dashed"}`}
            >
              <span className="w-full truncate text-sm font-medium">{member.agent_display_name}</span>
              <span className="w-full truncate text-xs text-soft">{member.role}</span>
              {status && <Status value={status} />}
            </button>
          );
        })}
      </div>
    </section>
  );
}
