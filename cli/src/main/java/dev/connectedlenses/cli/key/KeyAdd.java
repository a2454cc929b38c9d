package dev.connectedlenses.cli.key;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code clens key add}: hands a key in. */
@Command(
    name = "add",
    description =
        "Hand in a key at a provider. The secret comes from the terminal, standard input or a file.")
final class KeyAdd extends CliCommand {
  @Parameters(paramLabel = "PROVIDER", description = "The provider's key in the catalog.")
  String provider = "";

  @Mixin private final SecretSource secret = new SecretSource();

  @Option(names = "--label", paramLabel = "TEXT", description = "What you call it.")
  @Nullable String label;

  @Option(names = "--agent", paramLabel = "ID", description = "Only for runs of this agent.")
  @Nullable String agent;

  @Option(
      names = "--cap",
      paramLabel = "CREDITS",
      description = "What it may spend in all; a credit is 0.001 USD.")
  @Nullable Long cap;

  @Option(
      names = "--expires",
      paramLabel = "INSTANT",
      description = "Until when it is good, like 2027-01-31T00:00:00Z.")
  @Nullable String expires;

  @Option(names = "--test", description = "Ask the provider at once whether it knows the key.")
  boolean test;

  @Override
  protected Exit run(Context context) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.put("provider", provider).put("secret", secret.read(context));
    put(body, "label", label);
    put(body, "ai_lenser_id", agent);
    put(body, "expires_at", expires);
    if (cap != null) {
      body.put("spending_cap_credits", cap);
    }
    JsonNode key = context.api().call("POST", "/v1/keys", body);
    context.printer().one(key, KeyRefs.COLUMNS);
    return test ? KeyTest.run(context, key.path("id").asString()) : Exit.OK;
  }

  private static void put(ObjectNode body, String name, @Nullable String value) {
    if (value != null) {
      body.put(name, value);
    }
  }
}
