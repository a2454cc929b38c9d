package dev.connectedlenses.cli.mcp;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which of the server's tools a client gets. */
final class Toolsets {
  @Option(
      names = "--toolsets",
      paramLabel = "A,B",
      split = ",",
      description =
          "lenses, lens-authoring, workflows, workflow-authoring, runs, approvals, agents, memory,"
              + " schedules, catalog; default or all.")
  List<String> names = new ArrayList<>();

  @Option(names = "--read-only", description = "Only tools that change nothing.")
  boolean readOnly;

  /** As the server's address says it; empty where nothing was chosen. */
  String query() {
    List<String> parts = new ArrayList<>();
    if (!names.isEmpty()) {
      String all = String.join(",", names);
      parts.add("toolsets=" + URLEncoder.encode(all, StandardCharsets.UTF_8).replace("%2C", ","));
    }
    if (readOnly) {
      parts.add("read_only=true");
    }
    return parts.isEmpty() ? "" : "?" + String.join("&", parts);
  }

  /** As this command says it. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    if (!names.isEmpty()) {
      words.add("--toolsets");
      words.add(String.join(",", names));
    }
    if (readOnly) {
      words.add("--read-only");
    }
    return words;
  }
}
