package dev.connectedlenses.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.testkit.Await;
import dev.connectedlenses.testkit.Behaviour;
import dev.connectedlenses.testkit.FakeModelServer;
import dev.connectedlenses.testkit.ReceivedRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real models, configured as users configure them: found, called, streamed, counted and paid. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ModelServersTest {
  private static final String KEY = "sk-test-0123456789";

  private final FakeModelServer openAi = FakeModelServer.serving("tiny", "large").requireKey(KEY);
  private final FakeModelServer ollama = FakeModelServer.serving("llama3.2:1b");
  private final TestDatabase database = TestDatabase.create();
  private final Path folder;
  private final Launched.Home home;
  private final Launched server;

  ModelServersTest(@TempDir Path folder) {
    this.folder = folder;
    this.home =
        new Launched.Home(folder, Map.of())
            .with("CLENS_PROVIDERS", "my-lab=" + openAi.openAiBase())
            .with("CLENS_PROVIDER_MY_LAB_API_KEY", KEY)
            .with("OLLAMA_HOST", ollama.ollamaBase().getAuthority());
    this.server = Launched.server(home, "--postgres", Addresses.of(database.url()));
  }

  @BeforeAll
  void publishALensAndPriceAModel() throws IOException {
    Path body = Files.writeString(folder.resolve("body"), "Say it briefly: [[text]]");
    clens("lens", "create", "Brief", "-f", body.toString(), "--publish");
    Await.until("both servers are in the catalog", () -> discovered() == 3);
    database
        .admin()
        .useHandle(handle ->
            handle.execute(
                """
                insert into ai.model_pricing
                  (model_id, input_per_mtok, output_per_mtok, effective_from)
                select id, 2000, 10000, now() - interval '1 day' from ai.models where key = 'tiny'
                """));
  }

  @AfterAll
  void stop() {
    server.close();
    database.close();
    openAi.close();
    ollama.close();
  }

  @Test
  void anOpenAiCompatibleServerStreamsItsAnswerToTheTerminal() {
    Behaviour answer = new Behaviour.Answer("Rivers end in the sea.", Duration.ofMillis(60));
    openAi.next(answer);
    Launched.Ended run = lens("my_lab/tiny");
    assertThat(run.out()).isEqualTo("Rivers end in the sea.\n");
    ReceivedRequest call = lastChat(openAi);
    assertThat(call.bearer()).isEqualTo(KEY);
    assertThat(call.body().path("model").asString()).isEqualTo("tiny");
    assertThat(call.body().path("stream").asBoolean()).isTrue();
    assertThat(call.lastUserText()).isEqualTo("Say it briefly: Rivers flow.");
  }

  @Test
  void deltasUsageAndCostAreRecorded() {
    openAi.next(new Behaviour.Answer("one two three", Duration.ofMillis(80)));
    List<JsonNode> events = events(lens("my_lab/tiny", "-o", "jsonl"));
    assertThat(texts(events, "node.stream.delta")).isEqualTo("one two three");
    assertThat(events.stream().filter(e -> type(e).equals("node.stream.delta")))
        .as("words go to the reader while the others are still to come")
        .hasSizeGreaterThan(1);
    JsonNode cost = only(events, "cost.recorded").path("payload");
    assertThat(cost.path("provider").asString()).isEqualTo("my_lab");
    assertThat(cost.path("model").asString()).isEqualTo("tiny");
    int asked = lastChat(openAi).words();
    assertThat(cost.path("inputTokens").asInt()).isEqualTo(asked).isPositive();
    assertThat(cost.path("outputTokens").asInt()).isEqualTo(3);
    // 0.002 USD for each token in, 0.01 USD for each out; a credit is a thousandth of a dollar
    BigDecimal credits = BigDecimal.valueOf(2L * asked + 10L * 3);
    assertThat(cost.path("costCredits").decimalValue()).isEqualByComparingTo(credits);
    assertThat(spent(events.getFirst().path("runId").asString())).isEqualByComparingTo(credits);
  }

  @Test
  void ollamaIsFoundWhereItsVariablePoints() {
    ollama.next(Behaviour.answer("Of the sea."));
    List<JsonNode> events = events(lens("ollama/llama3.2:1b", "-o", "jsonl"));
    assertThat(texts(events, "node.stream.delta")).isEqualTo("Of the sea.");
    JsonNode cost = only(events, "cost.recorded").path("payload");
    assertThat(cost.path("outputTokens").asInt()).isEqualTo(3);
    assertThat(cost.path("costCredits").decimalValue()).isEqualByComparingTo("0");
    assertThat(lastChat(ollama).path()).isEqualTo("/api/chat");
  }

  @Test
  void aBusyServerIsAskedAgain() {
    openAi.next(Behaviour.rateLimit(Duration.ofSeconds(1)), Behaviour.answer("Now."));
    List<JsonNode> events = events(lens("my_lab/large", "-o", "jsonl"));
    assertThat(only(events, "node.retried").path("payload").path("cause").asString())
        .isEqualTo("rate_limit");
    assertThat(type(events.getLast())).isEqualTo("run.completed");
  }

  @Test
  void aModelThatTheServerLostFailsTheRunInOneLineWithoutTheKey() {
    openAi.next(Behaviour.status(404));
    Launched.Ended run = Launched.command(home, runOf("my_lab/large"));
    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.err()).contains("failed: ").doesNotContain(KEY);
    assertThat(server.err()).doesNotContain(KEY);
  }

  @Test
  void aModelThatNobodyHasIsRefusedBeforeTheRun() {
    int before = openAi.ledger().size();
    Launched.Ended run = Launched.command(home, runOf("my_lab/huge"));
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("error: ").contains("my_lab/huge");
    assertThat(openAi.ledger()).hasSize(before);
  }

  @Test
  void theCatalogSaysWhatTheyAreAndHoldsNoKey() {
    String rows =
        database
            .admin()
            .withHandle(handle ->
                handle
                    .createQuery(
                        "select jsonb_agg(to_jsonb(p) order by p.key)::text from ai.providers p"
                            + " where p.key in ('my_lab', 'ollama')")
                    .mapTo(String.class)
                    .one());
    JsonNode providers = JsonMapper.shared().readTree(rows);
    assertThat(providers).hasSize(2);
    assertThat(providers).allMatch(p -> p.path("support_level").asString().equals("runnable"));
    assertThat(rows).contains(openAi.openAiBase().toString()).doesNotContain(KEY);
  }

  private long discovered() {
    return database
        .admin()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select count(*) from ai.models where metadata ->> 'discovered' = 'true'")
                .mapTo(Long.class)
                .one());
  }

  private BigDecimal spent(String runId) {
    return database
        .admin()
        .withHandle(handle ->
            handle
                .createQuery("select spent_credits from lenses.workflow_runs where id = :id::uuid")
                .bind("id", runId)
                .mapTo(BigDecimal.class)
                .one());
  }

  private static String[] runOf(String model, String... more) {
    List<String> words = new java.util.ArrayList<>();
    words.addAll(List.of("lens", "run", "brief", "-i", "text=Rivers flow.", "--model", model));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private Launched.Ended lens(String model, String... more) {
    return clens(runOf(model, more));
  }

  private Launched.Ended clens(String... words) {
    Launched.Ended ended = Launched.command(home, words);
    assertThat(ended.exit()).as(ended.err()).isZero();
    return ended;
  }

  private static List<JsonNode> events(Launched.Ended run) {
    return run.out().lines().map(line -> JsonMapper.shared().readTree(line)).toList();
  }

  private static String type(JsonNode event) {
    return event.path("type").asString();
  }

  private static JsonNode only(List<JsonNode> events, String type) {
    List<JsonNode> found = events.stream().filter(event -> type(event).equals(type)).toList();
    assertThat(found).as(type + " in " + events).hasSize(1);
    return found.getFirst();
  }

  private static String texts(List<JsonNode> events, String type) {
    StringBuilder text = new StringBuilder();
    events.stream()
        .filter(event -> type(event).equals(type))
        .forEach(event -> text.append(event.path("payload").path("text").asString("")));
    return text.toString();
  }

  private static ReceivedRequest lastChat(FakeModelServer server) {
    return server.ledger().stream()
        .filter(request -> request.path().contains("chat"))
        .reduce((_, later) -> later)
        .orElseThrow();
  }
}
