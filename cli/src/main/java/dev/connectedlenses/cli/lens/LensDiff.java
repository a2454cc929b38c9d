package dev.connectedlenses.cli.lens;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code clens lens diff}: what changes from one version of a lens to another. */
@Command(
    name = "diff",
    description = "Show what changes from one version to another, and what of it breaks callers.")
final class LensDiff extends CliCommand {
  @Parameters(index = "0", paramLabel = "LENS", description = "Slug, handle/slug or id.")
  String ref = "";

  @Parameters(index = "1", paramLabel = "FROM", description = "The number of the older version.")
  int from;

  @Parameters(index = "2", paramLabel = "TO", description = "The number of the newer version.")
  int to;

  @Override
  protected Exit run(Context context) {
    String lens = new Refs(context.api()).lens(ref);
    JsonNode versions =
        context
            .api()
            .rpc("fn_list_lens_versions", Map.of("p_lens_id", lens, "p_include_archived", true));
    Map<String, String> two = Map.of("p_a", id(versions, from), "p_b", id(versions, to));
    JsonNode diff = context.api().rpc("fn_diff_lens_versions", two);
    if (context.inWords()) {
      context.printer().text(String.join("\n", lines(diff)));
    } else {
      context.printer().one(diff, List.of());
    }
    return Exit.OK;
  }

  private String id(JsonNode versions, int number) {
    return versions
        .valueStream()
        .filter(v -> v.path("version_number").asInt() == number)
        .map(v -> v.path("id").asString())
        .findFirst()
        .orElseThrow(() ->
            new CliError(
                Exit.NOT_FOUND,
                "version_not_found",
                "%s has no version %d".formatted(ref, number),
                "list them with: clens lens versions " + ref));
  }

  private static List<String> lines(JsonNode diff) {
    JsonNode body = diff.path("body");
    List<String> lines =
        new ArrayList<>(LineDiff.of(body.path("from").asString(""), body.path("to").asString("")));
    for (JsonNode parameter : diff.path("parameters")) {
      lines.add(
          "~ parameter %s: %s"
              .formatted(
                  parameter.path("label").asString(""), parameter.path("change").asString("")));
    }
    for (String contract : List.of("input_contract", "output_contract")) {
      if (diff.path(contract).path("changed").asBoolean(false)) {
        lines.add("~ " + contract.replace('_', ' '));
      }
    }
    for (JsonNode change : diff.path("breaking_changes")) {
      lines.add(
          "! %s: %s".formatted(change.path("code").asString(""), change.path("name").asString("")));
    }
    return lines;
  }
}
