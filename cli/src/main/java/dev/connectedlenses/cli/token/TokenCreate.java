package dev.connectedlenses.cli.token;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code clens token create}: a new token, shown once. */
@Command(name = "create", description = "Make an API token; it is shown this once.")
final class TokenCreate extends CliCommand {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("token", "token"),
          Column.of("id", "id"),
          Column.of("scopes", "scopes"),
          Column.time("expires", "expires_at"));

  @Parameters(paramLabel = "NAME", description = "What it is for.")
  String name = "";

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      split = ",",
      description = "What it may do: read, run, write; several with commas. Default: read.")
  List<String> scopes = List.of("read");

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "How long it holds: 1 to 366 days. Default: 90.")
  int days = 90;

  @Override
  protected Exit run(Context context) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", name);
    body.put("scopes", scopes);
    body.put("days", days);
    JsonNode made = context.api().call("POST", "/v1/tokens", body);
    context.printer().one(made, COLUMNS);
    context.notes().say("keep the token now; it cannot be shown again");
    return Exit.OK;
  }
}
