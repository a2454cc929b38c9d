package dev.connectedlenses.testkit;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How the fake model server writes the parts of a stream, as one kind of server would. */
sealed interface ModelProtocol {
  JsonMapper JSON = new JsonMapper();

  String mediaType();

  String piece(String model, String text);

  /** What ends an answer of so many words to a prompt of so many. */
  String end(String model, int promptWords, int words);

  String error(String message);

  String frame(String json);

  String models(List<String> models);

  /**
   * The chat completions of OpenAI, with usage in an event of its own as {@code stream_options}
   * asks.
   */
  record OpenAi() implements ModelProtocol {
    @Override
    public String mediaType() {
      return "text/event-stream; charset=utf-8";
    }

    @Override
    public String piece(String model, String text) {
      ObjectNode event = event(model);
      event.putArray("choices").addObject().put("index", 0).putObject("delta").put("content", text);
      return frame(event.toString());
    }

    @Override
    public String end(String model, int promptWords, int words) {
      ObjectNode last = event(model);
      ObjectNode choice = last.putArray("choices").addObject().put("index", 0);
      choice.putObject("delta");
      choice.put("finish_reason", "stop");
      ObjectNode usage = event(model);
      usage.putArray("choices");
      usage
          .putObject("usage")
          .put("prompt_tokens", promptWords)
          .put("completion_tokens", words)
          .put("total_tokens", promptWords + words);
      return ": keep-alive\n\n"
          + frame(last.toString())
          + frame(usage.toString())
          + frame("[DONE]");
    }

    @Override
    public String error(String message) {
      ObjectNode error = JSON.createObjectNode();
      error.putObject("error").put("message", message).put("type", "server_error");
      return frame(error.toString());
    }

    @Override
    public String frame(String json) {
      return "data: " + json + "\n\n";
    }

    @Override
    public String models(List<String> models) {
      ObjectNode list = JSON.createObjectNode().put("object", "list");
      ArrayNode data = list.putArray("data");
      models.forEach(model -> data.addObject().put("id", model).put("object", "model"));
      return list.toString();
    }

    private static ObjectNode event(String model) {
      return JSON.createObjectNode()
          .put("id", "chatcmpl-1")
          .put("object", "chat.completion.chunk")
          .put("created", 1_700_000_000)
          .put("model", model);
    }
  }

  /** Ollama's own protocol. */
  record Ollama() implements ModelProtocol {
    @Override
    public String mediaType() {
      return "application/x-ndjson";
    }

    @Override
    public String piece(String model, String text) {
      return frame(event(model, text).put("done", false).toString());
    }

    @Override
    public String end(String model, int promptWords, int words) {
      return frame(
          event(model, "")
              .put("done", true)
              .put("done_reason", "stop")
              .put("prompt_eval_count", promptWords)
              .put("eval_count", words)
              .toString());
    }

    @Override
    public String error(String message) {
      return frame(JSON.createObjectNode().put("error", message).toString());
    }

    @Override
    public String frame(String json) {
      return json + "\n";
    }

    @Override
    public String models(List<String> models) {
      ObjectNode list = JSON.createObjectNode();
      ArrayNode tags = list.putArray("models");
      models.forEach(model -> tags.addObject().put("name", model).put("model", model));
      return list.toString();
    }

    private static ObjectNode event(String model, String text) {
      ObjectNode event =
          JSON.createObjectNode().put("model", model).put("created_at", "2026-01-01T00:00:00Z");
      event.putObject("message").put("role", "assistant").put("content", text);
      return event;
    }
  }
}
