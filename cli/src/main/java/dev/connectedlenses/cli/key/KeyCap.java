package dev.connectedlenses.cli.key;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code clens key cap}: how much a key may spend. */
@Command(name = "cap", description = "Set what a key may spend in all, or take the cap away.")
final class KeyCap extends CliCommand {
  @Parameters(index = "0", paramLabel = "KEY", description = "Its id, label, or provider.")
  String ref = "";

  @Parameters(index = "1", paramLabel = "CREDITS", description = "A whole number, or none.")
  String credits = "";

  @Override
  protected Exit run(Context context) {
    ObjectNode patch = JsonMapper.shared().createObjectNode();
    if (credits.equals("none")) {
      patch.putNull("spending_cap_credits");
    } else {
      patch.put("spending_cap_credits", number());
    }
    String id = KeyRefs.find(context, ref);
    context.printer().one(context.api().call("PATCH", "/v1/keys/" + id, patch), KeyRefs.COLUMNS);
    return Exit.OK;
  }

  private long number() {
    try {
      return Long.parseLong(credits);
    } catch (NumberFormatException e) {
      throw CliError.usage("\"" + credits + "\" is no cap", "write a whole number, or none");
    }
  }
}
