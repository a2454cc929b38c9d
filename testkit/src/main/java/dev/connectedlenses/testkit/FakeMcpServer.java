package dev.connectedlenses.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server of the Model Context Protocol on loopback, by streamable HTTP. It offers the tools it is
 * given and answers calls as told; for each method it can be made to misbehave. It keeps a ledger
 * of all that reached it.
 */
public final class FakeMcpServer implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final List<ReceivedRequest> ledger = new CopyOnWriteArrayList<>();
  private final Map<String, Misdeed> misdeeds = new ConcurrentHashMap<>();
  private final Map<String, ObjectNode> tools = new LinkedHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final String session = UUID.randomUUID().toString();
  private final LoopbackServer server;
  private volatile String answer = "{\"content\": [{\"type\": \"text\", \"text\": \"done\"}]}";
  private volatile boolean streams;

  private FakeMcpServer() {
    this.server = LoopbackServer.start(this::serve);
  }

  /** A server without tools. */
  public static FakeMcpServer start() {
    return new FakeMcpServer();
  }

  /** What a server does in place of an answer. */
  @FunctionalInterface
  public interface Misdeed {
    /** Writes whatever it likes; {@code closed} is told when the test is over. */
    void act(OutputStream out, JsonNode id, CountDownLatch closed)
        throws IOException, InterruptedException;

    /** Writes these bytes and hangs up. */
    static Misdeed bytes(String bytes) {
      return (out, id, closed) -> out.write(bytes.getBytes(StandardCharsets.UTF_8));
    }

    /** Answers with a status and a text. */
    static Misdeed status(int status, String more) {
      return bytes("HTTP/1.1 %d no\r\n%sContent-Length: 4\r\n\r\nnope".formatted(status, more));
    }

    /** Answers with a result under other headers. */
    static Misdeed result(String headers, String result) {
      return (out, id, closed) -> {
        byte[] body =
            "{\"jsonrpc\": \"2.0\", \"id\": %s, \"result\": %s}"
                .formatted(id, result)
                .getBytes(StandardCharsets.UTF_8);
        out.write(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n"
                .formatted(headers, body.length)
                .getBytes(StandardCharsets.US_ASCII));
        out.write(body);
      };
    }

    /** Says nothing until the test is over. */
    static Misdeed silence() {
      return (out, id, closed) -> closed.await();
    }
  }

  /** Offers a tool, or defines it otherwise; quotes may be written as apostrophes. */
  public FakeMcpServer tool(String name, String description, String schema) {
    ObjectNode tool = JSON.createObjectNode().put("name", name).put("description", description);
    tool.set("inputSchema", JSON.readTree(schema.replace('\'', '"')));
    synchronized (tools) {
      tools.put(name, tool);
    }
    return this;
  }

  /** Adds to the definition of a tool. */
  public FakeMcpServer with(String name, String member, String json) {
    synchronized (tools) {
      ObjectNode tool = tools.get(name);
      if (tool == null) {
        throw new IllegalArgumentException(name);
      }
      tool.set(member, JSON.readTree(json.replace('\'', '"')));
    }
    return this;
  }

  /** Calls get this result; quotes may be written as apostrophes. */
  public FakeMcpServer answers(String result) {
    answer = result.replace('\'', '"');
    return this;
  }

  /** Answers come as event streams, after other things that a server may say. */
  public FakeMcpServer streaming() {
    streams = true;
    return this;
  }

  /** From now on the method gets this. */
  public FakeMcpServer on(String method, Misdeed misdeed) {
    misdeeds.put(method, misdeed);
    return this;
  }

  /** From now on the method is answered as it should be. */
  public FakeMcpServer behave(String method) {
    misdeeds.remove(method);
    return this;
  }

  public String url() {
    return server.url("/mcp");
  }

  /** All that reached it, in the order of arrival. */
  public List<ReceivedRequest> ledger() {
    return List.copyOf(ledger);
  }

  /** The requests of one method. */
  public List<ReceivedRequest> calls(String method) {
    return ledger.stream()
        .filter(r -> r.body().path("method").asString("").equals(method))
        .toList();
  }

  private void serve(InputStream in, OutputStream out) throws IOException, InterruptedException {
    ReceivedRequest request = read(in);
    if (request == null) {
      return;
    }
    ledger.add(request);
    String method = request.body().path("method").asString(request.method());
    JsonNode id = request.body().path("id");
    Misdeed misdeed = misdeeds.get(method);
    if (misdeed != null) {
      misdeed.act(out, id, closed);
    } else if (id.isMissingNode()) {
      out.write("HTTP/1.1 202 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    } else {
      answer(out, id, result(method));
    }
  }

  private JsonNode result(String method) {
    ObjectNode result = JSON.createObjectNode();
    switch (method) {
      case "initialize" -> {
        result.put("protocolVersion", "2025-06-18");
        result.putObject("capabilities").putObject("tools");
        result.putObject("serverInfo").put("name", "fake").put("version", "1");
      }
      case "tools/list" -> {
        ArrayNode list = result.putArray("tools");
        synchronized (tools) {
          tools.values().forEach(list::add);
        }
      }
      default -> {
        return JSON.readTree(answer);
      }
    }
    return result;
  }

  private void answer(OutputStream out, JsonNode id, JsonNode result) throws IOException {
    ObjectNode message = JSON.createObjectNode().put("jsonrpc", "2.0");
    message.set("id", id);
    message.set("result", result);
    String body =
        streams
            ? ": a comment\nevent: message\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{\"level\":\"info\",\"data\":\"x\"}}\n\n"
                + "id: 7\ndata: "
                + message
                + "\n\n"
            : message.toString();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nMcp-Session-Id: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(
                streams ? "text/event-stream" : "application/json; charset=utf-8",
                session,
                bytes.length);
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
  }

  private static @Nullable ReceivedRequest read(InputStream in) throws IOException {
    String head = LoopbackServer.readHead(in);
    if (head.isEmpty()) {
      return null;
    }
    String[] lines = head.strip().split("\r\n", -1);
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers.put(
          lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
          lines[i].substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    String[] first = lines[0].split(" ", -1);
    return new ReceivedRequest(
        first[0],
        first[1],
        headers,
        body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body));
  }

  @Override
  public void close() {
    closed.countDown();
    server.close();
  }
}
