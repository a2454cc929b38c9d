package dev.connectedlenses.cli.lens;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code clens lens versions}. */
@Command(name = "versions", description = "List the versions of a lens, newest first.")
final class LensVersions extends CliCommand {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("version", "version_number"),
          Column.of("status", "status"),
          Column.time("published", "published_at"),
          Column.of("changelog", "changelog"),
          Column.wide("id", "id"));

  @Parameters(paramLabel = "LENS", description = "Slug, handle/slug or id.")
  String ref = "";

  @Override
  protected Exit run(Context context) {
    String id = new Refs(context.api()).lens(ref);
    context
        .printer()
        .list(
            context.first(context.api().rpc("fn_list_lens_versions", Map.of("p_lens_id", id))),
            COLUMNS);
    return Exit.OK;
  }
}
