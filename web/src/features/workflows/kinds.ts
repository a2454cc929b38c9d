import {
  Bot,
  Braces,
  Clock,
  Database,
  FileOutput,
  GitBranch,
  Globe,
  Hand,
  type LucideIcon,
  PhoneCall,
  Repeat,
  Save,
  ShieldCheck,
  Shuffle,
  Workflow,
  Wrench,
} from "lucide-react";

/** How each node kind of the server is drawn. */
export const kindIcons: Readonly<Record<string, LucideIcon>> = {
  lens: Braces,
  transform: Shuffle,
  agent: Bot,
  branch: GitBranch,
  for_each: Repeat,
  sub_workflow: Workflow,
  tool: Wrench,
  http_request: Globe,
  memory_read: Database,
  memory_write: Save,
  approval: Hand,
  wait: Clock,
  callback: PhoneCall,
  validate: ShieldCheck,
  output: FileOutput,
};

/** What a new node of each kind says; the order is that of the menu. */
export const firstConfigs: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  lens: {},
  transform: { text: "[[input]]" },
  branch: { branches: [{ name: "yes", when: { type: "truthy" } }], otherwise: "no" },
  for_each: { kind: "transform", config: { text: "[[item]]" } },
  sub_workflow: {},
  agent: { goal: "" },
  tool: {},
  http_request: { url: "https://example.org/?q=[[input]]" },
  memory_read: {},
  memory_write: { content: "" },
  validate: { contract: { kind: "text", artifactKind: "text" } },
  approval: {},
  wait: { for_ms: 60000 },
  callback: {},
  output: {},
};

export const offeredKinds = Object.keys(firstConfigs);
