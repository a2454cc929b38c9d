package dev.connectedlenses.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Lens;
import dev.connectedlenses.engine.graph.Parameter;
import dev.connectedlenses.outbound.EgressObserver;
import dev.connectedlenses.outbound.EgressPolicy;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.providers.ChatMessage;
import dev.connectedlenses.providers.ChatRequest;
import dev.connectedlenses.providers.ChatResult;
import dev.connectedlenses.providers.ChatSink;
import dev.connectedlenses.providers.Provider;
import dev.connectedlenses.providers.ProviderException;
import dev.connectedlenses.providers.ProviderException.Kind;
import dev.connectedlenses.providers.Providers;
import dev.connectedlenses.providers.Role;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LensKindTest extends NodeKindContract {
  private static final String CONTRACT =
      "{'kind':'summary','artifactKind':'note',"
          + "'fields':{'score':{'type':'integer','required':true,'max':10}}}";

  private final TestDatabase test = TestDatabase.create();
  private final FakeProvider provider = new FakeProvider();
  private final LensKind lens =
      new LensKind(test.database(), System::nanoTime, providers(provider), Credentials.NONE);

  /** A demo dialect of our own, and no way out. */
  private static Providers providers(Provider demo) {
    OutboundClient closed = new OutboundClient(EgressPolicy.publicOnly(), EgressObserver.none());
    return new Providers(closed, demo, InstantSource.system());
  }

  /** Answers from a list and keeps the questions. */
  private static final class FakeProvider implements Provider {
    final Deque<String> answers = new ArrayDeque<>();
    final List<ChatRequest> questions = new ArrayList<>();
    @Nullable ProviderException failure;

    @Override
    public ChatResult chat(ChatRequest request, ChatSink sink) throws ProviderException {
      questions.add(request);
      if (failure != null) {
        throw failure;
      }
      String answer = answers.isEmpty() ? "fine" : answers.remove();
      sink.delta(answer);
      return new ChatResult(answer, 100, 10, "stop", "fake");
    }
  }

  @BeforeAll
  void priceTheDemoModel() {
    test.admin()
        .useHandle(handle ->
            handle.execute(
                """
                update ai.model_pricing set input_per_mtok = 2, output_per_mtok = 8
                where model_id = ai.find_model('demo/writer')
                """));
  }

  @AfterAll
  void close() {
    test.close();
  }

  @Override
  NodeKind kind() {
    return lens;
  }

  @Override
  List<String> rightConfigs() {
    return List.of(
        "{'template_body':'x','model_id':'demo/writer'}",
        "{'model_params':{'temperature':0.5,'max_tokens':10,'seed':1}}",
        "{'timeout_ms':1,'retry_policy':{'maxRetries':0,'retryOn':['timeout']}}");
  }

  @Override
  List<String> wrongConfigs() {
    return List.of(
        "{'model_params':{'temperature':'hot'}}",
        "{'model_params':{'heat':1}}",
        "{'timeout_ms':0}",
        "{'retry_policy':{'retryOn':['boredom']}}",
        "{'template_body':''}");
  }

  @Override
  Attempt sample() {
    return asking("{}", null, new Told());
  }

  private static Attempt asking(String config, @Nullable String contract, Told told) {
    Lens body =
        new Lens(
            null,
            null,
            "Judge [[what]].",
            List.of(Parameter.of("what", "text", true)),
            null,
            contract == null ? null : json(contract));
    return attempt("lens", config, body, "{'what':'this'}", told);
  }

  @Test
  void asksWithTheLayersInOrderAndKeepsThem() throws InterruptedException {
    Told told = new Told();
    provider.questions.clear();
    provider.answers.add("good");
    AttemptResult result = lens.run(asking("{}", null, told));
    assertThat(result)
        .isInstanceOfSatisfying(
            AttemptResult.Completed.class,
            done -> {
              assertThat(done.output()).isEqualTo(Envelope.text("good"));
              assertThat(done.usage())
                  .containsExactly(
                      new Usage("demo", "writer", 100, 10, new BigDecimal("0.280000")));
            });
    ChatRequest question = provider.questions.getFirst();
    assertThat(question.model()).isEqualTo("writer");
    assertThat(question.messages())
        .extracting(ChatMessage::role)
        .containsExactly(Role.SYSTEM, Role.USER);
    assertThat(question.messages().get(0).text()).startsWith("Rules of the workflow engine.");
    assertThat(question.messages().get(1).text()).isEqualTo("Judge this.");
    assertThat(told.text).hasToString("good");
    assertThat(told.prompts).hasSize(1);
    assertThat(told.prompts.getFirst().at("/parts/1/layer").asInt()).isEqualTo(6);
    assertThat(told.prompts.getFirst().path("model").asString()).isEqualTo("demo/writer");
  }

  @Test
  void takesJsonThatFitsTheContract() throws InterruptedException {
    provider.answers.add("```json\n{\"score\": 7}\n```");
    AttemptResult result = lens.run(asking("{}", CONTRACT, new Told()));
    assertThat(result)
        .isInstanceOfSatisfying(
            AttemptResult.Completed.class,
            done -> {
              assertThat(done.output().kind()).isEqualTo("summary");
              assertThat(done.output().artifactKind()).isEqualTo("note");
              assertThat(done.output().data()).isEqualTo(json("{'score':7}"));
            });
  }

  @Test
  void asksOnceMoreWhenTheContractIsBroken() throws InterruptedException {
    Told told = new Told();
    provider.questions.clear();
    provider.answers.addAll(List.of("{\"score\": 11}", "{\"score\": 10}"));
    AttemptResult result = lens.run(asking("{}", CONTRACT, told));
    assertThat(result)
        .isInstanceOfSatisfying(
            AttemptResult.Completed.class,
            done -> {
              assertThat(done.output().data()).isEqualTo(json("{'score':10}"));
              assertThat(done.usage()).hasSize(2);
            });
    assertThat(provider.questions).hasSize(2);
    assertThat(provider.questions.get(1).messages().getLast().text())
        .contains("\"score\" must be at most 10");
    assertThat(told.text).hasToString("{\"score\": 11}");
    assertThat(told.notes).singleElement().asString().contains("asked once more");
  }

  @Test
  void asksNoThirdTime() throws InterruptedException {
    provider.questions.clear();
    provider.answers.addAll(List.of("no json", "still none"));
    AttemptResult result = lens.run(asking("{}", CONTRACT, new Told()));
    assertThat(result)
        .isInstanceOfSatisfying(
            AttemptResult.Completed.class,
            done -> assertThat(done.output().output()).isEqualTo("still none"));
    assertThat(provider.questions).hasSize(2);
  }

  @Test
  void tellsWhyAProviderGaveNoAnswer() throws InterruptedException {
    provider.failure = new ProviderException(Kind.RATE_LIMIT, "slow down", Duration.ofSeconds(3));
    try {
      assertThat(lens.run(asking("{}", null, new Told())))
          .isInstanceOfSatisfying(
              AttemptResult.Failed.class,
              failed -> {
                assertThat(failed.failure().cause()).isEqualTo(Cause.RATE_LIMIT);
                assertThat(failed.failure().retryAfter()).isEqualTo(Duration.ofSeconds(3));
              });
    } finally {
      provider.failure = null;
    }
  }

  @Test
  void namesAModelThatIsNotThere() {
    assertThatThrownBy(() -> lens.run(asking("{'model_id':'demo/nobody'}", null, new Told())))
        .isInstanceOf(NodeException.class)
        .hasMessageContaining("there is no model \"demo/nobody\"");
  }

  @Test
  void needsALens() {
    assertThatThrownBy(() -> lens.run(attempt("lens", "{}", null, "{}", new Told())))
        .isInstanceOf(NodeException.class)
        .hasMessageContaining("neither a lens nor a template_body");
  }
}
