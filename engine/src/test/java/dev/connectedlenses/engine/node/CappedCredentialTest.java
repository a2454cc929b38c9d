package dev.connectedlenses.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Lens;
import dev.connectedlenses.outbound.EgressObserver;
import dev.connectedlenses.outbound.EgressPolicy;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.Secret;
import dev.connectedlenses.providers.ChatResult;
import dev.connectedlenses.providers.Providers;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A credential is asked before each call that is paid with it, not once for each attempt. */
final class CappedCredentialTest {
  private static final String CONTRACT =
      "{'kind':'summary','artifactKind':'note','fields':{'score':{'type':'integer','required':true}}}";

  private final TestDatabase test = TestDatabase.create();
  private final Deque<String> answers = new ArrayDeque<>();
  private final List<String> order = new ArrayList<>();
  private BigDecimal left = BigDecimal.ZERO;

  @BeforeEach
  void priceTheDemoModel() {
    test.admin()
        .useHandle(handle ->
            handle.execute(
                "update ai.model_pricing set input_per_mtok = 2, output_per_mtok = 8 where model_id = ai.find_model('demo/writer')"));
  }

  @AfterEach
  void close() {
    test.close();
  }

  /** What a key is to an attempt, with a cap that calls use up. */
  private final class Purse implements Credentials.Lent {
    @Override
    public @Nullable Secret secret() {
      return null;
    }

    @Override
    public void admit(String providerKey) {
      order.add("asked");
      if (left.signum() <= 0) {
        throw new NodeException(Failure.of(Cause.BUDGET_ERROR, "spent at " + providerKey));
      }
    }

    @Override
    public void used(UUID runId, UUID nodeId, boolean worked, BigDecimal credits) {
      order.add("counted");
      left = left.subtract(credits);
    }

    @Override
    public void close() {
      order.add("given back");
    }
  }

  private AttemptResult run(String cap) throws InterruptedException {
    left = new BigDecimal(cap);
    OutboundClient closed = new OutboundClient(EgressPolicy.publicOnly(), EgressObserver.none());
    Providers providers =
        new Providers(
            closed,
            (_, _) -> {
              order.add("called");
              return new ChatResult(answers.remove(), 100, 10, "stop", "fake");
            },
            InstantSource.system());
    LensKind lens =
        new LensKind(test.database(), System::nanoTime, providers, (_, _) -> new Purse());
    Lens body = new Lens(null, null, "Judge", List.of(), null, NodeKindContract.json(CONTRACT));
    return lens.run(NodeKindContract.attempt("lens", "{}", body, "{}", new Told()));
  }

  @Test
  void aCallBelowTheCapIsMadeAndCounted() throws InterruptedException {
    answers.add("{\"score\": 3}");
    assertThat(run("100")).isInstanceOf(AttemptResult.Completed.class);
    assertThat(order).containsExactly("asked", "called", "counted", "given back");
    assertThat(left).isEqualByComparingTo("99.72");
  }

  @Test
  void aSpentKeyPaysForNothing() throws InterruptedException {
    assertThat(run("0"))
        .isInstanceOfSatisfying(
            AttemptResult.Failed.class,
            failed -> {
              assertThat(failed.failure().cause()).isEqualTo(Cause.BUDGET_ERROR);
              assertThat(failed.usage()).isEmpty();
            });
    assertThat(order).containsExactly("asked", "given back");
  }

  /**
   * The answer that has to be repaired used the cap up: what it cost is told, and no more spent.
   */
  @Test
  void theSecondCallOfAnAttemptIsAskedForAsWell() throws InterruptedException {
    answers.add("no json");
    assertThat(run("0.1"))
        .isInstanceOfSatisfying(
            AttemptResult.Failed.class,
            failed -> {
              assertThat(failed.failure().cause()).isEqualTo(Cause.BUDGET_ERROR);
              assertThat(failed.usage()).hasSize(1);
            });
    assertThat(order).containsExactly("asked", "called", "counted", "asked", "given back");
  }
}
