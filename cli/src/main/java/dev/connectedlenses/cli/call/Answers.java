package dev.connectedlenses.cli.call;

import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers that need a form before they are printed. */
public final class Answers {
  private Answers() {}

  /** A bare id as an object. */
  public static JsonNode id(JsonNode answer) {
    return JsonMapper.shared().createObjectNode().set("id", answer);
  }

  /** What was looked for; refused where it is not there, or not the caller's to see. */
  public static JsonNode found(JsonNode answer, String what, String ref, String hint) {
    if (answer.isNull() || answer.isMissingNode() || (answer.isArray() && answer.isEmpty())) {
      throw new CliError(
          Exit.NOT_FOUND, what + "_not_found", "no " + what + " \"" + ref + "\"", hint);
    }
    return answer.isArray() ? answer.path(0) : answer;
  }
}
