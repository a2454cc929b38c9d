package dev.connectedlenses.cli.lens;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Api;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code clens lens publish}: makes the draft the version that workflows use. */
@Command(
    name = "publish",
    description = "Publish the draft of a lens; published versions never change.")
final class LensPublish extends CliCommand {
  @Parameters(paramLabel = "LENS", description = "Slug, handle/slug or id.")
  String ref = "";

  @Override
  protected Exit run(Context context) {
    int version = publish(context.api(), new Refs(context.api()).lens(ref));
    context.notes().say("published " + ref + " version " + version);
    return Exit.OK;
  }

  /** Publishes the draft and gives its version number. */
  static int publish(Api api, String lensId) {
    JsonNode draft =
        api.rpc("fn_list_lens_versions", Map.of("p_lens_id", lensId))
            .valueStream()
            .filter(v -> v.path("status").asString("").equals("draft"))
            .findFirst()
            .orElseThrow(LensPublish::noDraft);
    api.rpc("fn_lenses_publish_version", Map.of("p_version_id", draft.path("id").asString()));
    return draft.path("version_number").asInt();
  }

  private static CliError noDraft() {
    return new CliError(
        Exit.CONFLICT, "no_draft", "the lens has no draft to publish", "change its body first");
  }
}
