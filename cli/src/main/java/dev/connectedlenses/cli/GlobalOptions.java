package dev.connectedlenses.cli;

import dev.connectedlenses.cli.out.Format;
import dev.connectedlenses.cli.out.Times;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, before or after its name. */
final class GlobalOptions {
  /** When to use colours and moving lines. */
  enum Color {
    auto,
    always,
    never
  }

  @Option(
      names = {"-o", "--output"},
      scope = ScopeType.INHERIT,
      paramLabel = "FORMAT",
      description = "table, wide, json, jsonl, yaml, name or md.")
  @Nullable Format output;

  @Option(
      names = "--fields",
      scope = ScopeType.INHERIT,
      split = ",",
      paramLabel = "A,B",
      description = "Only these fields, in this order.")
  List<String> fields = List.of();

  @Option(
      names = "--url",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      description = "The server; CLENS_URL, config.toml and the local server come after it.")
  @Nullable String url;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "No notes on standard error.")
  boolean quiet;

  @Option(names = "--color", scope = ScopeType.INHERIT, description = "auto, always or never.")
  Color color = Color.auto;

  @Option(
      names = "--no-color",
      scope = ScopeType.INHERIT,
      description = "The same as --color never.")
  boolean noColor;

  @Option(
      names = "--limit",
      scope = ScopeType.INHERIT,
      paramLabel = "N",
      description = "At most this many rows of a list (1 to 200).")
  int limit = 50;

  @Option(
      names = "--time",
      scope = ScopeType.INHERIT,
      paramLabel = "STYLE",
      description = "Instants in tables: local, utc, relative or iso. Default: local.")
  Times.Style time = Times.Style.local;
}
