package dev.connectedlenses.cli.key;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code clens key test}: asks the provider whether it knows the key. */
@Command(
    name = "test",
    description = "Ask the provider whether it knows the key; exit code 1 when it does not.")
final class KeyTest extends CliCommand {
  @Parameters(paramLabel = "KEY", description = "Its id, label, or provider.")
  String ref = "";

  @Override
  protected Exit run(Context context) {
    return run(context, KeyRefs.find(context, ref));
  }

  static Exit run(Context context, String id) {
    JsonNode verdict =
        context
            .api()
            .call("POST", "/v1/keys/" + id + "/test", JsonMapper.shared().createObjectNode());
    boolean works = verdict.path("ok").asBoolean(false);
    String models =
        works ? "; it lists %d models".formatted(verdict.path("models_count").asInt()) : "";
    context.notes().say(verdict.path("message").asString("") + models);
    return works ? Exit.OK : Exit.ERROR;
  }
}
