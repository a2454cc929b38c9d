package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.node.Attempt;
import dev.connectedlenses.engine.node.AttemptResult;
import dev.connectedlenses.engine.node.Envelope;
import dev.connectedlenses.engine.node.Failure;
import dev.connectedlenses.engine.node.NodeKind;
import dev.connectedlenses.engine.node.NodeKinds;
import dev.connectedlenses.engine.node.TransformKind;
import dev.connectedlenses.engine.node.WaitKind;
import dev.connectedlenses.testkit.Signal;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/**
 * A node kind that does what its config says under {@code do}: {@code ok}, {@code fail} (with
 * {@code cause}, on the first {@code times} attempts), {@code hold} until {@link #release}, {@code
 * stream} or {@code crash}. Its ledger tells which attempts really ran.
 */
final class ScriptedKind implements NodeKind {
  private final Semaphore gate = new Semaphore(0);
  private final CountDownLatch gone = new CountDownLatch(1);
  private final Signal<Call> calls = new Signal<>("attempt of a scripted node");
  private final Signal<Call> stops = new Signal<>("stop of a scripted node that hangs");

  /** One attempt that reached this kind. */
  record Call(UUID runId, String label, int attempt) {}

  /** The kinds of an engine under test: computations, waits and this one. */
  static NodeKinds kinds(ScriptedKind scripted) {
    return new NodeKinds(new TransformKind(), new WaitKind(InstantSource.system()), scripted);
  }

  Signal<Call> calls() {
    return calls;
  }

  /** The attempts that hung until they were stopped. */
  Signal<Call> stops() {
    return stops;
  }

  /** Lets so many held attempts go on. */
  void release(int attempts) {
    gate.release(attempts);
  }

  @Override
  public String name() {
    return "tool";
  }

  @Override
  public ObjectNode configSchema() {
    ObjectNode schema = Json.object().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    for (String key : List.of("do", "output", "cause", "times", "retryAfterMs", "ms")) {
      properties.putObject(key);
    }
    return schema;
  }

  @Override
  public boolean isPure() {
    return false;
  }

  @Override
  public AttemptResult run(Attempt attempt) throws InterruptedException {
    Call call = new Call(attempt.runId(), attempt.node().label(), attempt.number());
    calls.emit(call);
    ObjectNode config = attempt.node().config();
    return switch (config.path("do").asString("ok")) {
      case "fail" ->
          attempt.number() <= config.path("times").asInt(1000) ? failure(config) : done(attempt);
      case "hold" -> {
        gate.acquire();
        yield done(attempt);
      }
      case "pause" -> {
        boolean never = gone.await(config.path("ms").asInt(100), TimeUnit.MILLISECONDS);
        yield never ? failure(config) : done(attempt);
      }
      case "halt" -> {
        Runtime.getRuntime().halt(137);
        yield done(attempt);
      }
      case "hang" -> {
        try {
          new CountDownLatch(1).await();
        } finally {
          stops.emit(call);
        }
        yield done(attempt);
      }
      case "stream" -> {
        for (int i = 0; i < 1000; i++) {
          attempt.sink().delta(i + " ");
        }
        yield done(attempt);
      }
      case "say" -> {
        for (int i = 0; i < 3; i++) {
          attempt.sink().delta(i + " ");
          gate.acquire();
        }
        yield done(attempt);
      }
      case "nul" -> new AttemptResult.Completed(Envelope.text("a\u0000b\\u0000c"), List.of());
      case "number" -> {
        Envelope tooLarge =
            new Envelope(
                "json", "json", "", Json.object().put("n", new BigDecimal("1e200000")), null, null);
        yield new AttemptResult.Completed(tooLarge, List.of());
      }
      case "outage" -> {
        if (attempt.number() == 1) {
          throw new IllegalStateException(new SQLException("no connection", "08006"));
        }
        yield done(attempt);
      }
      case "crash" -> throw new IllegalStateException("scripted");
      default -> done(attempt);
    };
  }

  private static AttemptResult failure(ObjectNode config) {
    Cause cause = Cause.valueOf(config.path("cause").asString("PROVIDER_ERROR"));
    long wait = config.path("retryAfterMs").asLong(-1);
    Failure failure =
        new Failure(cause, "scripted failure", wait < 0 ? null : Duration.ofMillis(wait), null);
    return new AttemptResult.Failed(failure, List.of());
  }

  private static AttemptResult done(Attempt attempt) {
    String output = attempt.node().config().path("output").asString(attempt.node().label());
    return new AttemptResult.Completed(Envelope.text(output), List.of());
  }
}
