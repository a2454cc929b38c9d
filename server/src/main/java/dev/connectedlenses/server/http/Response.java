package dev.connectedlenses.server.http;

import dev.connectedlenses.rest.Headers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One answer: whole, or written piece by piece. */
public sealed interface Response {

  /** The status code. */
  int status();

  /** Header lines in order; names may repeat. */
  Headers headers();

  /** Whether it refuses a request that went over a limit of the server. */
  default boolean tooMuch() {
    return false;
  }

  /** The same answer with one more header. */
  Response with(String name, String value);

  /** An answer whose body is known. */
  @SuppressWarnings("ArrayRecordComponent") // bodies are handed over, never compared
  record Whole(int status, Headers headers, byte[] body, boolean tooMuch) implements Response {
    public Whole(int status, Headers headers, byte[] body) {
      this(status, headers, body, false);
    }

    @Override
    public Whole with(String name, String value) {
      return new Whole(status, headers.plus(name, value), body, tooMuch);
    }
  }

  /** An answer that is written as it comes; every write goes out at once. */
  record Stream(int status, Headers headers, Body body) implements Response {
    @Override
    public Stream with(String name, String value) {
      return new Stream(status, headers.plus(name, value), body);
    }
  }

  /** Writes a body; a write blocks while the reader is slow and fails when it is gone. */
  @FunctionalInterface
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  /** An answer without a body. */
  static Whole empty(int status) {
    return new Whole(status, Headers.NONE, new byte[0]);
  }

  /** A JSON document. */
  static Whole json(int status, JsonNode document) {
    byte[] body = JsonMapper.shared().writeValueAsBytes(document);
    return new Whole(status, Headers.of("Content-Type", "application/json; charset=utf-8"), body);
  }

  /** Plain text. */
  static Whole text(int status, String text) {
    return new Whole(
        status,
        Headers.of("Content-Type", "text/plain; charset=utf-8"),
        text.getBytes(StandardCharsets.UTF_8));
  }

  /** A refusal, like {@link #error}, of a request that went over a limit of the server. */
  static Whole overLimit(int status, String code, String message, String hint) {
    Whole told = error(status, code, message, hint);
    return new Whole(status, told.headers(), told.body(), true);
  }

  /** A refusal in the form of the data API: code, message, no details, and the remedy as hint. */
  static Whole error(int status, String code, String message, String hint) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.put("code", code).put("message", message).putNull("details");
    body.put("hint", hint.isEmpty() ? null : hint);
    return json(status, body);
  }
}
