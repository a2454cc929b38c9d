package dev.connectedlenses.cli.key;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code clens key rotate}: puts another secret in the place of the old one. */
@Command(
    name = "rotate",
    description = "Put another secret in the place of the one that a key had, which is gone then.")
final class KeyRotate extends CliCommand {
  @Parameters(paramLabel = "KEY", description = "Its id, label, or provider.")
  String ref = "";

  @Mixin private final SecretSource secret = new SecretSource();

  @Override
  protected Exit run(Context context) {
    String id = KeyRefs.find(context, ref);
    ObjectNode body = JsonMapper.shared().createObjectNode().put("secret", secret.read(context));
    context
        .printer()
        .one(context.api().call("POST", "/v1/keys/" + id + "/rotate", body), KeyRefs.COLUMNS);
    return Exit.OK;
  }
}
