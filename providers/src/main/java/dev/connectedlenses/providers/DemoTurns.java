package dev.connectedlenses.providers;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stage directions for an agent's turns, as the goal of its step gives them: the demo provider is
 * no AI and decides nothing, so whoever wrote the goal wrote the part.
 *
 * <ul>
 *   <li>{@code demo:turn {"action": …}} on a line of the goal: the agent's next action, one line a
 *       turn, then it finishes. {@code demo:text} in a value becomes a summary of what the step was
 *       given, {@code demo:material} the given text itself.
 *   <li>{@code demo:review approve} or {@code demo:review needs "words"} in what a reviewer is told
 *       about itself: it approves, or asks for those words where they are missing.
 * </ul>
 */
record DemoTurns(String goal, String given, String done) {
  private static final Pattern TURN_PROMPT =
      Pattern.compile(
          "(?s)\\nGoal:\\n(.*?)\\n\\nWhat you are given:\\n(.*?)\\n\\nTools that you may call:\\n"
              + ".*\\n\\nWhat you did so far, and what came of it:\\n(.*)\\n\\nAnswer with one JSON");
  private static final Pattern DIRECTION = Pattern.compile("(?m)^\\s*demo:turn (\\{.*})\\s*$");
  private static final Pattern RESULTS = Pattern.compile("(?s)```result\\n.*?\\n```");
  private static final Pattern TURN = Pattern.compile("(?m)^\\d+\\. \\{");
  private static final Pattern REVIEW =
      Pattern.compile("demo:review (approve|needs \"([^\"\\n]{1,200})\")");
  private static final Pattern REVIEW_PROMPT =
      Pattern.compile("(?s)You review the work of .*?\\nWork:\\n(.*)");
  private static final JsonMapper JSON = JsonMapper.shared();

  /** What a directed agent or reviewer says next; null where nobody directs. */
  static @Nullable String answer(ChatRequest request) {
    String system = text(request, Role.SYSTEM);
    String user = text(request, Role.USER);
    Matcher review = REVIEW.matcher(system);
    Matcher work = REVIEW_PROMPT.matcher(user);
    if (review.find() && work.find()) {
      return verdict(review.group(2), work.group(1)).toString();
    }
    Matcher turn = TURN_PROMPT.matcher("\n" + user);
    return turn.find() ? new DemoTurns(turn.group(1), turn.group(2), turn.group(3)).next() : null;
  }

  private static String text(ChatRequest request, Role role) {
    return String.join(
        "\n",
        request.messages().stream().filter(m -> m.role() == role).map(ChatMessage::text).toList());
  }

  private static ObjectNode verdict(@Nullable String needed, String work) {
    boolean approved = needed == null || work.contains(needed);
    ObjectNode verdict = JsonNodeFactory.instance.objectNode().put("approved", approved);
    return verdict.put("notes", approved ? "" : "say something under \"" + needed + "\"");
  }

  private @Nullable String next() {
    List<String> directions =
        DIRECTION.matcher(goal).results().map(direction -> direction.group(1)).toList();
    if (directions.isEmpty()) {
      return null;
    }
    long turns = TURN.matcher(RESULTS.matcher(done).replaceAll("")).results().count();
    String last = "{\"action\": \"finish\", \"answer\": \"demo:text\"}";
    String direction = turns < directions.size() ? directions.get((int) turns) : last;
    try {
      return filled(JSON.readTree(direction)).toString();
    } catch (JacksonException e) {
      return null;
    }
  }

  private JsonNode filled(JsonNode value) {
    if (value.isString()) {
      String text = value.asString();
      text = text.contains("demo:text") ? text.replace("demo:text", summary()) : text;
      return JsonNodeFactory.instance.stringNode(text.replace("demo:material", material()));
    }
    if (value.isObject()) {
      ObjectNode filled = JsonNodeFactory.instance.objectNode();
      value.forEachEntry((name, part) -> filled.set(name, filled(part)));
      return filled;
    }
    return value;
  }

  private String summary() {
    String ask = "Summarise the following text in at most three sentences.\n\nText:\n" + material();
    return DemoWriter.answer(List.of(ChatMessage.user(ask)));
  }

  /** The texts among what the step was given and what came of its turns, one paragraph each. */
  private String material() {
    String fenced = given.replaceFirst("^```given\\n", "").replaceFirst("\\n```$", "");
    StringBuilder text = new StringBuilder();
    try {
      JSON.readTree(fenced).forEach(part -> text.append(part.asString("")).append("\n\n"));
    } catch (JacksonException e) {
      text.append(fenced).append("\n\n");
    }
    RESULTS
        .matcher(done)
        .results()
        .map(MatchResult::group)
        .map(result -> result.replace("```result\n", "").replace("\n```", ""))
        .filter(result -> !result.startsWith("{") && !result.startsWith("it "))
        .forEach(result -> text.append(result).append("\n\n"));
    return text.toString().strip();
  }
}
