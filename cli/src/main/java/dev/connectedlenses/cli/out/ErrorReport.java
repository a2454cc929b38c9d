package dev.connectedlenses.cli.out;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Says what went wrong on standard error: a line and a hint, or one JSON object with -o json. */
public final class ErrorReport {
  private final Notes notes;
  private final @Nullable Format format;

  public ErrorReport(Notes notes, @Nullable Format format) {
    this.notes = notes;
    this.format = format;
  }

  public Exit tell(CliError problem) {
    notes.clearLine();
    if (format == Format.json || format == Format.jsonl) {
      notes.always(asJson(problem));
    } else {
      notes.always(notes.red("error: ") + problem.getMessage());
      String hint = problem.hint();
      if (hint != null) {
        notes.always("hint: " + hint);
      }
    }
    return problem.exit();
  }

  private static String asJson(CliError problem) {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    ObjectNode error = root.putObject("error");
    error.put("code", problem.code());
    error.put("message", problem.getMessage());
    error.put("hint", problem.hint());
    error.putNull("details");
    error.put("request_id", problem.requestId());
    return JsonMapper.shared().writeValueAsString(root);
  }
}
