package dev.connectedlenses.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model server on loopback that speaks OpenAI's protocol under {@code /v1} and Ollama's under
 * {@code /api}. It behaves as told, one behaviour per chat request, and otherwise answers; it keeps
 * a ledger of all that reached it.
 */
public final class FakeModelServer implements AutoCloseable {
  /** The model it serves unless told otherwise. */
  public static final String MODEL = "tiny";

  private static final JsonMapper JSON = new JsonMapper();

  private final List<String> models;
  private final List<ReceivedRequest> ledger = new CopyOnWriteArrayList<>();
  private final Queue<Behaviour> script = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final LoopbackServer server;
  private volatile Function<ReceivedRequest, Behaviour> usual =
      request -> Behaviour.answer("You said: " + request.lastUserText());
  private volatile String key = "";

  private FakeModelServer(List<String> models) {
    this.models = List.copyOf(models);
    this.server = LoopbackServer.start(this::serve);
  }

  public static FakeModelServer start() {
    return new FakeModelServer(List.of(MODEL));
  }

  public static FakeModelServer serving(String... models) {
    return new FakeModelServer(List.of(models));
  }

  /** The next chat requests behave like this, in this order. */
  public FakeModelServer next(Behaviour... behaviours) {
    script.addAll(List.of(behaviours));
    return this;
  }

  /** What chat requests get when the script is at its end. */
  public FakeModelServer otherwise(Function<ReceivedRequest, Behaviour> behaviour) {
    usual = behaviour;
    return this;
  }

  /** From now on requests without this credential get 401. */
  public FakeModelServer requireKey(String secret) {
    key = secret;
    return this;
  }

  public URI openAiBase() {
    return URI.create(server.url("/v1"));
  }

  public URI ollamaBase() {
    return URI.create(server.url(""));
  }

  /** All requests so far, in the order of their arrival. */
  public List<ReceivedRequest> ledger() {
    return List.copyOf(ledger);
  }

  public int connections() {
    return server.connections();
  }

  @Override
  public void close() {
    closed.countDown();
    server.close();
  }

  private void serve(InputStream in, OutputStream out) throws IOException, InterruptedException {
    ReceivedRequest request = read(in);
    ledger.add(request);
    ModelProtocol protocol =
        request.path().startsWith("/api/")
            ? new ModelProtocol.Ollama()
            : new ModelProtocol.OpenAi();
    ModelReply reply = new ModelReply(request, protocol, out, closed);
    if (!key.isEmpty() && !request.bearer().equals(key)) {
      String sent = request.bearer();
      reply.json(401, "{\"error\":{\"message\":\"Incorrect API key provided: " + sent + "\"}}");
      return;
    }
    switch (request.method() + " " + request.path()) {
      case "GET /v1/models", "GET /api/tags" -> reply.json(200, protocol.models(models));
      case "POST /v1/chat/completions", "POST /api/chat" -> chat(request, reply);
      default -> reply.json(404, "{\"error\":{\"message\":\"no such path\"}}");
    }
  }

  private void chat(ReceivedRequest request, ModelReply reply)
      throws IOException, InterruptedException {
    String model = request.body().path("model").asString("");
    if (!models.contains(model)) {
      reply.json(404, "{\"error\":{\"message\":\"model '" + model + "' not found\"}}");
      return;
    }
    Behaviour told = script.poll();
    reply.behave(told == null ? usual.apply(request) : told);
  }

  private static ReceivedRequest read(InputStream in) throws IOException {
    List<String> head = LoopbackServer.readHead(in).lines().toList();
    if (head.isEmpty()) {
      throw new IOException("a connection without a request");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : head.subList(1, head.size())) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    JsonNode json = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
    List<String> words = List.of(head.getFirst().split(" "));
    return new ReceivedRequest(words.get(0), words.get(1), headers, json);
  }
}
