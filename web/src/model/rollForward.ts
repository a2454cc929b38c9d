/** A workflow that uses a lens, and the steps in which it does. */
export interface LensUser {
  id: string;
  title: string;
  /** only one's own workflows can be moved */
  mine: boolean;
  nodes: { id: string; version_id: string | null }[];
}

/** What becomes of a workflow when a new version of its lens is published. */
export type Choice = "leave" | "move" | "hold";

/** The version that was published before, where there is one, and the one that is being published. */
export interface Publishing {
  from: string | null;
  to: string;
}

const pinsElsewhere = (user: LensUser, to: string): boolean =>
  user.nodes.some((node) => node.version_id !== null && node.version_id !== to);

/** True where a step takes the newest version, whichever that is. */
export const follows = (user: LensUser): boolean => user.nodes.some((node) => node.version_id === null);

/** What can be chosen for a workflow: as it is, its pinned steps on the new version, or those that follow on the one before. */
export function choicesFor(user: LensUser, { from, to }: Publishing): Choice[] {
  const choices: Choice[] = ["leave"];
  if (user.mine && pinsElsewhere(user, to)) choices.push("move");
  if (user.mine && follows(user) && from !== null) choices.push("hold");
  return choices;
}

/** The steps that a choice changes, each with the version that it is pinned to from then on. */
export function pinsOf(
  user: LensUser,
  choice: Choice,
  { from, to }: Publishing,
): { id: string; version_id: string }[] {
  if (choice === "move")
    return user.nodes
      .filter((node) => node.version_id !== null && node.version_id !== to)
      .map((node) => ({ id: node.id, version_id: to }));
  if (choice === "hold" && from !== null)
    return user.nodes
      .filter((node) => node.version_id === null)
      .map((node) => ({ id: node.id, version_id: from }));
  return [];
}

/** The one version on which all pinned steps of a workflow stand; null where there are none or several. */
export function pinnedTo(user: LensUser): string | null {
  const versions = new Set(user.nodes.flatMap((node) => node.version_id ?? []));
  const [only] = versions;
  return versions.size === 1 ? (only ?? null) : null;
}
