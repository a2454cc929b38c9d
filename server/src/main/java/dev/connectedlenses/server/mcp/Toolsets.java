package dev.connectedlenses.server.mcp;

import java.util.List;
import java.util.Set;

/** The sets that the tools of this server come in. */
final class Toolsets {
  static final List<String> ALL =
      List.of(
          "lenses",
          "lens-authoring",
          "workflows",
          "workflow-authoring",
          "runs",
          "approvals",
          "agents",
          "memory",
          "schedules",
          "catalog");

  /** What a client gets that does not choose. */
  static final Set<String> DEFAULT = Set.of("lenses", "workflows", "runs", "approvals", "catalog");

  private Toolsets() {}
}
