package dev.connectedlenses.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Json;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

final class ForEachKindTest extends NodeKindContract {
  private static final String TRANSFORM =
      "{'kind':'transform','config':{'text':'[[index]]:[[item]]'}}";

  private static ForEachKind kind(NodeKind model) {
    return new ForEachKind(new NodeKinds(new TransformKind(), model));
  }

  private static ForEachKind echo() {
    return kind(new ScriptedModel(Envelope::text));
  }

  @Override
  NodeKind kind() {
    return echo();
  }

  @Override
  List<String> rightConfigs() {
    return List.of(TRANSFORM, "{'kind':'lens','concurrency':64,'on_item_failure':'keep'}");
  }

  @Override
  List<String> wrongConfigs() {
    return List.of(
        "{}",
        "{'kind':'for_each'}",
        "{'kind':'lens','concurrency':0}",
        "{'kind':'lens','max_items':20000}",
        "{'kind':'lens','config':1}");
  }

  @Override
  Attempt sample() {
    return attempt("for_each", TRANSFORM, null, "{'items':['a','b']}", new Told());
  }

  private static AttemptResult run(ForEachKind kind, String config, ObjectNode input)
      throws InterruptedException {
    Attempt attempt = attempt("for_each", config, null, "{}", new Told());
    return kind.run(attempt.with(attempt.node(), input));
  }

  private static String output(AttemptResult result) {
    return ((AttemptResult.Completed) result).output().value().toString();
  }

  @Test
  void resultsComeInTheOrderOfTheItems() throws InterruptedException {
    ObjectNode input = json("{'items':['a','b','c']}");
    assertThat(output(run(echo(), TRANSFORM, input))).isEqualTo("[\"0:a\",\"1:b\",\"2:c\"]");
  }

  @Test
  void emptyListIsAnEmptyResult() throws InterruptedException {
    assertThat(output(run(echo(), TRANSFORM, json("{'items':[]}")))).isEqualTo("[]");
  }

  @Test
  void otherInputsReachEveryItemAndUnknownOnesStayAway() throws InterruptedException {
    String config = "{'kind':'lens','item':'word','config':{'template_body':'[[tone]] [[word]]'}}";
    ObjectNode input = json("{'items':['hi','bye'],'tone':'kind','unused':1}");
    AttemptResult result = run(echo(), config, input);
    assertThat(output(result)).isEqualTo("[\"kind hi\",\"kind bye\"]");
    assertThat(result.usage()).hasSize(2);
  }

  @Test
  void runsAsManyAtATimeAsItMayAndNoMore() throws InterruptedException {
    AtomicInteger running = new AtomicInteger();
    Set<Integer> seen = ConcurrentHashMap.newKeySet();
    CyclicBarrier three = new CyclicBarrier(3);
    ForEachKind kind =
        kind(
            new ScriptedModel(question -> {
              seen.add(running.incrementAndGet());
              meet(three);
              running.decrementAndGet();
              return Envelope.text(question);
            }));
    String config = "{'kind':'lens','concurrency':3,'config':{'template_body':'[[item]]'}}";
    ArrayNode items = Json.array();
    for (int i = 0; i < 30; i++) {
      items.add("i" + i);
    }
    ObjectNode input = Json.object();
    input.set("items", items);
    run(kind, config, input);
    assertThat(seen).contains(3).allMatch(n -> n <= 3);
  }

  private static void meet(CyclicBarrier barrier) throws InterruptedException {
    try {
      barrier.await();
    } catch (java.util.concurrent.BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final String FAILS_ON_B =
      "{'kind':'transform','concurrency':1,'config':{'output':{'$path':'item.name'}}%s}";

  @Test
  void firstFailureEndsItAndNamesTheItem() throws InterruptedException {
    ObjectNode input = json("{'items':[{'name':'a'},{},{'name':'c'}]}");
    AttemptResult result = run(echo(), FAILS_ON_B.formatted(""), input);
    Failure failure = ((AttemptResult.Failed) result).failure();
    assertThat(failure.cause()).isEqualTo(Cause.VALIDATION_ERROR);
    assertThat(failure.message()).startsWith("item 1: ").contains("item.name");
  }

  @Test
  void failuresAreKeptInTheirPlacesWhereThatIsWished() throws InterruptedException {
    ObjectNode input = json("{'items':[{'name':'a'},{},{'name':'c'}]}");
    AttemptResult result = run(echo(), FAILS_ON_B.formatted(",'on_item_failure':'keep'"), input);
    var values = ((AttemptResult.Completed) result).output().value();
    assertThat(values.get(0).asString()).isEqualTo("a");
    assertThat(values.get(1).path("error").path("cause").asString()).isEqualTo("validation_error");
    assertThat(values.get(2).asString()).isEqualTo("c");
  }

  @Test
  void whatIsNoListIsRefused() {
    assertThatThrownBy(() -> run(echo(), TRANSFORM, json("{'items':'a'}")))
        .isInstanceOf(NodeException.class)
        .hasMessageContaining("needs a list");
  }

  @Test
  void listThatIsTooLongIsRefusedWithTheRemedy() {
    String config = TRANSFORM.replace("{'kind'", "{'max_items':1,'kind'");
    assertThatThrownBy(() -> run(echo(), config, json("{'items':[1,2]}")))
        .hasMessageContaining("got 2 items and takes 1; pass on fewer or raise max_items");
  }

  @Test
  void crashOfAStepIsNotSwallowed() {
    ForEachKind kind =
        kind(
            new ScriptedModel(question -> {
              throw new IllegalStateException("scripted");
            }));
    String config = "{'kind':'lens','config':{'template_body':'[[item]]'}}";
    assertThatThrownBy(() -> run(kind, config, json("{'items':[1,2,3]}")))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("scripted");
  }

  @Test
  void interruptStopsAllItems() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch stopped = new CountDownLatch(2);
    ForEachKind kind =
        kind(
            new ScriptedModel(question -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
              } finally {
                stopped.countDown();
              }
              return Envelope.text(question);
            }));
    String config = "{'kind':'lens','concurrency':2,'config':{'template_body':'[[item]]'}}";
    Thread attempt =
        Thread.ofVirtual()
            .start(() -> {
              try {
                run(kind, config, json("{'items':[1,2,3]}"));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    begun.await();
    attempt.interrupt();
    stopped.await();
    attempt.join();
    assertThat(attempt.isAlive()).isFalse();
  }

  @Test
  void tenThousandItemsTakeFewThreads() throws InterruptedException {
    ArrayNode items = Json.array();
    for (int i = 0; i < 10_000; i++) {
      items.add(i);
    }
    ObjectNode input = Json.object();
    input.set("items", items);
    String config = TRANSFORM.replace("{'kind'", "{'max_items':10000,'concurrency':8,'kind'");
    AttemptResult result = run(echo(), config, input);
    var values = ((AttemptResult.Completed) result).output().value();
    assertThat(values.size()).isEqualTo(10_000);
    assertThat(values.get(9_999).asString()).isEqualTo("9999:9999");
  }
}
