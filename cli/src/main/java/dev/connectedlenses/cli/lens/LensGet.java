package dev.connectedlenses.cli.lens;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code clens lens get}: one lens with its newest body and parameters. */
@Command(name = "get", description = "Show one lens with its body and parameters.")
final class LensGet extends CliCommand {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("lens", d -> d.path("lens").path("slug").asString(""), false),
          new Column("title", d -> d.path("lens").path("title").asString(""), false),
          new Column("id", d -> d.path("lens").path("id").asString(""), false),
          new Column("status", d -> d.path("lens").path("status").asString(""), false),
          new Column(
              "version", d -> d.path("head_version").path("version_number").asString(""), false),
          new Column("parameters", LensGet::parameters, false),
          new Column(
              "body",
              d -> "\n" + d.path("head_version").path("template_body").asString(""),
              false));

  @Parameters(paramLabel = "LENS", description = "Slug, handle/slug or id.")
  String ref = "";

  @Override
  protected Exit run(Context context) {
    String id = new Refs(context.api()).lens(ref);
    JsonNode detail = context.api().rpc("fn_get_lens_detail_bootstrap", Map.of("p_lens_id", id));
    if (!detail.path("lens").isObject()) {
      throw new CliError(Exit.NOT_FOUND, "lens_not_found", "no lens \"" + ref + "\"", null);
    }
    context.printer().one(detail, COLUMNS);
    return Exit.OK;
  }

  private static String parameters(JsonNode detail) {
    return detail
        .path("parameters")
        .valueStream()
        .map(p ->
            p.path("label").asString("")
                + ": "
                + p.path("type").asString("")
                + (p.path("required").asBoolean(false) ? "" : " (optional)"))
        .collect(Collectors.joining(", "));
  }
}
