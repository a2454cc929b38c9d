package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.CanonicalJson;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.Lens;
import dev.connectedlenses.engine.graph.Node;
import dev.connectedlenses.engine.graph.Parameter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the question by which a model is asked for an agent's next action. */
final class AgentPrompt {
  private static final String QUESTION = Texts.read("agent.txt");
  private static final ObjectNode TURN = Texts.json("turn.json");
  private static final List<Parameter> PARAMETERS =
      Stream.of("goal", "given", "tools", "members", "done")
          .map(label -> Parameter.of(label, "text", true))
          .toList();

  private AgentPrompt() {}

  static Attempt question(Attempt attempt, AgentWork work) {
    Node node = attempt.node();
    ObjectNode config = Json.object();
    if (node.config().has("model_id")) {
      config.set("model_id", node.config().get("model_id"));
    }
    Lens lens = new Lens(null, null, QUESTION, PARAMETERS, null, TURN);
    Node step = new Node(node.id(), node.label(), "lens", config, lens, PARAMETERS, node.policy());
    ObjectNode input = Json.object();
    input.put(
        "goal",
        Template.render(node.config().path("goal").asString(), node.parameters(), attempt.input()));
    input.put("given", given(attempt.input()));
    input.put("tools", tools(work));
    input.put("members", members(attempt));
    input.put("done", work.transcript());
    return attempt.with(step, input, new Sink(attempt.sink()));
  }

  private static String given(ObjectNode input) {
    if (input.isEmpty()) {
      return "nothing";
    }
    return "```given\n" + CanonicalJson.text(input).replace("```", "'''") + "\n```";
  }

  private static String tools(AgentWork work) {
    String list =
        work.tools()
            .valueStream()
            .map(tool ->
                "- %s: %s Arguments: %s"
                    .formatted(
                        tool.path("key").asString(),
                        tool.path("description").asString(),
                        CanonicalJson.text(tool.path("input"))))
            .collect(Collectors.joining("\n"));
    return list.isEmpty() ? "none" : list;
  }

  private static String members(Attempt attempt) {
    Seat seat = attempt.behalf().seat();
    String list =
        seat == null
            ? ""
            : seat.peers().stream()
                .filter(peer -> peer.edge().equals("delegates"))
                .map(peer -> "- " + peer.handle() + " (" + peer.name() + ")")
                .collect(Collectors.joining("\n"));
    return list.isEmpty() ? "none" : list;
  }

  /** An agent's turns are events; only its prompt is kept as it is. */
  private record Sink(AttemptSink sink) implements AttemptSink {
    @Override
    public void delta(String text) {}

    @Override
    public void prompt(JsonNode layers) {
      sink.prompt(layers);
    }

    @Override
    public void log(String level, String message) {
      sink.log(level, message);
    }
  }
}
