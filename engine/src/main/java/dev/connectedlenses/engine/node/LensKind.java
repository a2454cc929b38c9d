package dev.connectedlenses.engine.node;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Lens;
import dev.connectedlenses.engine.graph.Node;
import dev.connectedlenses.providers.Breaker;
import dev.connectedlenses.providers.Breakers;
import dev.connectedlenses.providers.ChatMessage;
import dev.connectedlenses.providers.ChatParams;
import dev.connectedlenses.providers.ChatRequest;
import dev.connectedlenses.providers.ChatResult;
import dev.connectedlenses.providers.ChatSink;
import dev.connectedlenses.providers.Provider;
import dev.connectedlenses.providers.ProviderConfig;
import dev.connectedlenses.providers.ProviderException;
import dev.connectedlenses.providers.Providers;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks a model with a rendered lens. */
public final class LensKind implements NodeKind {
  private static final String DEFAULT_MODEL = "demo/writer";
  private static final String SAFETY_RULES = Texts.read("safety-rules.txt");
  private static final String PLATFORM_POLICY = Texts.read("platform-policy.txt");
  private static final ObjectNode SCHEMA = Texts.json("lens.schema.json");

  private final ModelStore models;
  private final Providers providers;
  private final Credentials credentials;
  private final LayerStore layers;
  private final Breakers breakers;

  public LensKind(
      Database database, LongSupplier nanoTime, Providers providers, Credentials credentials) {
    this.models = new ModelStore(database, nanoTime);
    this.providers = providers;
    this.credentials = credentials;
    this.layers = new LayerStore(database);
    this.breakers = new Breakers(nanoTime);
  }

  @Override
  public String name() {
    return "lens";
  }

  @Override
  public ObjectNode configSchema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public boolean isPure() {
    return false;
  }

  private static Lens lens(Node node) {
    Lens lens = node.lens();
    if (lens == null) {
      throw NodeException.invalid(
          "lens_missing",
          "node \"%s\" has neither a lens nor a template_body; bind one".formatted(node.label()));
    }
    return lens;
  }

  @Override
  public AttemptResult run(Attempt attempt) throws InterruptedException {
    Lens lens = lens(attempt.node());
    Model model = models.find(modelRef(attempt));
    try (Credentials.Lent credential = credentials.find(attempt.runId(), model.providerKey())) {
      Breaker breaker = breakers.of(model.providerKey(), credential.secret());
      Call call = new Call(attempt, model, credential, breaker, lens.outputContract());
      return call.run(open(model, credential), prompt(attempt, lens, model));
    }
  }

  /** The fallback round's model, else the node's, else the run's, else the default. */
  private static String modelRef(Attempt attempt) {
    Attempt.ModelWish wish = attempt.model();
    JsonNode own = attempt.node().config().get("model_id");
    if (wish != null && wish.binding()) {
      return wish.ref();
    }
    if (own != null && own.isString() && !own.asString().isBlank()) {
      return own.asString();
    }
    Seat seat = attempt.behalf().seat();
    if (seat != null && seat.model() != null) {
      return seat.model();
    }
    return wish == null ? DEFAULT_MODEL : wish.ref();
  }

  private Provider open(Model model, Credentials.Lent credential) {
    try {
      return providers.open(
          new ProviderConfig(
              model.providerKey(), model.dialect(), model.baseUrl(), credential.secret()));
    } catch (ProviderException e) {
      throw new NodeException(failure(e));
    }
  }

  private Prompt prompt(Attempt attempt, Lens lens, Model model) {
    Prompt prompt = new Prompt(model.providerKey() + "/" + model.key());
    prompt.add(Prompt.SAFETY, "engine", SAFETY_RULES);
    prompt.add(Prompt.PLATFORM, "platform", PLATFORM_POLICY);
    List<Layers.Part> agents = layers.of(attempt.runId());
    Layers.check(agents, attempt.node());
    Seat seat = attempt.behalf().seat();
    if (seat == null) {
      agents.forEach(part -> prompt.add(part.layer(), part.source(), part.content()));
    } else {
      seat.layers().forEach(part -> prompt.add(part.number(), part.source(), part.text()));
    }
    String source = lens.versionId() == null ? "template_body" : "lens version " + lens.versionId();
    prompt.add(
        Prompt.LENS,
        source,
        Template.render(lens.templateBody(), attempt.node().parameters(), attempt.input()));
    JsonNode contract = lens.outputContract();
    if (contract != null && Answers.wantsJson(contract) && !model.takesSchema()) {
      prompt.add(Prompt.LENS, source + ", output contract", wanted(contract));
    }
    prompt.add(
        Prompt.NODE, "instructions", attempt.node().config().path("instructions").asString(""));
    attempt
        .input()
        .forEachEntry((name, value) ->
            prompt.note(
                Prompt.INPUT, name, value.isString() ? value.asString() : value.toString()));
    return prompt;
  }

  private static String wanted(JsonNode contract) {
    return "Answer with one JSON object and nothing else. It must fit this JSON Schema:\n"
        + ContractSchema.of(contract);
  }

  static Failure failure(ProviderException e) {
    Cause cause =
        switch (e.kind()) {
          case RATE_LIMIT -> Cause.RATE_LIMIT;
          case TIMEOUT -> Cause.TIMEOUT;
          case PROVIDER_ERROR -> Cause.PROVIDER_ERROR;
          case AUTH -> Cause.PERMISSION_ERROR;
          case BAD_REQUEST -> Cause.VALIDATION_ERROR;
        };
    return new Failure(cause, String.valueOf(e.getMessage()), e.retryAfter(), null);
  }

  /** One attempt's conversation: a question, and one more where the answer breaks its contract. */
  private static final class Call {
    private final Attempt attempt;
    private final Model model;
    private final Credentials.Lent credential;
    private final Breaker breaker;
    private final @Nullable JsonNode contract;
    private final List<Usage> usage = new ArrayList<>();

    Call(
        Attempt attempt,
        Model model,
        Credentials.Lent credential,
        Breaker breaker,
        @Nullable JsonNode contract) {
      this.attempt = attempt;
      this.model = model;
      this.credential = credential;
      this.breaker = breaker;
      this.contract = contract;
    }

    AttemptResult run(Provider provider, Prompt prompt) throws InterruptedException {
      attempt.sink().prompt(prompt.toJson(attempt.number()));
      try {
        return new AttemptResult.Completed(answer(provider, prompt.messages()), usage);
      } catch (ClosedGate e) {
        return new AttemptResult.Waits(e.wait(attempt.node().label()), usage);
      } catch (NodeException e) {
        return new AttemptResult.Failed(e.failure(), usage);
      } catch (ProviderException e) {
        credential.used(attempt.runId(), attempt.node().id(), false, BigDecimal.ZERO);
        return new AttemptResult.Failed(failure(e), usage);
      }
    }

    private Envelope answer(Provider provider, List<ChatMessage> messages)
        throws ClosedGate, ProviderException, InterruptedException {
      Envelope output = ask(provider, messages, attempt.sink()::delta);
      List<Contracts.Violation> violations = check(output);
      return violations.isEmpty() ? output : repair(provider, messages, output, violations);
    }

    private @Nullable JsonNode schema() {
      return contract != null && model.takesSchema() && Answers.wantsJson(contract)
          ? ContractSchema.of(contract)
          : null;
    }

    private Envelope ask(Provider provider, List<ChatMessage> messages, ChatSink sink)
        throws ClosedGate, ProviderException, InterruptedException {
      requireOpen();
      attempt.meter().admit();
      credential.admit(model.providerKey());
      ChatResult result =
          guarded(
              provider,
              new ChatRequest(model.key(), messages, params(), schema(), attempt.timeout()),
              sink);
      Usage used = model.usage(result.inputTokens(), result.outputTokens());
      usage.add(used);
      attempt.meter().spent(used.costCredits());
      credential.used(attempt.runId(), attempt.node().id(), true, used.costCredits());
      return Answers.read(result.text(), contract);
    }

    private void requireOpen() throws ClosedGate {
      Gate gate = model.isPaid() ? attempt.meter().gate(attempt.node().id()) : null;
      if (gate != null) {
        throw new ClosedGate(gate);
      }
    }

    /** Calls the provider unless it is left alone at the moment, and says how that went. */
    private ChatResult guarded(Provider provider, ChatRequest request, ChatSink sink)
        throws ProviderException, InterruptedException {
      Duration wait = breaker.enter(attempt.retries() > 0);
      if (wait != null) {
        throw new NodeException(Failure.postponed(model.providerKey(), wait));
      }
      boolean ended = false;
      try {
        ChatResult result = provider.chat(request, sink);
        breaker.answered();
        ended = true;
        return result;
      } catch (ProviderException e) {
        breaker.failed(e);
        ended = true;
        throw e;
      } finally {
        if (!ended) {
          breaker.abandoned();
        }
      }
    }

    private List<Contracts.Violation> check(Envelope output) {
      return contract == null ? List.of() : Contracts.checkOutput(contract, output);
    }

    /** The second answer is not streamed: what was streamed already cannot be taken back. */
    private Envelope repair(
        Provider provider,
        List<ChatMessage> messages,
        Envelope broken,
        List<Contracts.Violation> violations)
        throws ClosedGate, ProviderException, InterruptedException {
      String faults = Contracts.failure("output", violations).message();
      attempt.sink().log("warn", faults + "; the model is asked once more");
      List<ChatMessage> again = new ArrayList<>(messages);
      again.add(ChatMessage.assistant(broken.output()));
      again.add(ChatMessage.user(correction(faults)));
      return ask(provider, again, ChatSink.none());
    }

    private static String correction(String faults) {
      return "This cannot be used: "
          + faults
          + ". Give the whole answer again, corrected, and nothing else.";
    }

    /** What the node wants, else the profile of whoever works on it. */
    private ChatParams params() {
      Seat seat = attempt.behalf().seat();
      JsonNode profile = seat == null ? MissingNode.getInstance() : seat.params();
      JsonNode own = attempt.node().config().path("model_params");
      JsonNode temperature = first(own.get("temperature"), profile.get("temperature"));
      JsonNode seed = first(own.get("seed"), profile.get("seed"));
      JsonNode limit = first(own.get("max_tokens"), profile.get("maxTokens"));
      return new ChatParams(
          temperature == null ? null : temperature.asDouble(),
          own.path("top_p").isNumber() ? own.path("top_p").asDouble() : null,
          limit == null ? model.maxOutputTokens() : Integer.valueOf(limit.asInt()),
          seed == null ? null : Integer.valueOf(seed.asInt()),
          own.path("stop").valueStream().map(JsonNode::asString).toList(),
          attempt.number());
    }

    private static @Nullable JsonNode first(@Nullable JsonNode own, @Nullable JsonNode other) {
      return own == null ? other : own;
    }
  }
}
