package dev.connectedlenses.providers;

import dev.connectedlenses.providers.ProviderException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The provider that needs no key and no network. It is no AI: it picks and arranges sentences and
 * words of the text it is given, and the same prompt always gets the same answer, word by word.
 */
public final class DemoProvider implements Provider {
  /** What the catalog says about it. */
  public static final String DESCRIPTION =
      "Offline demo, not an AI: it arranges sentences of your own text by simple rules."
          + " Same prompt, same answer; no key, no network, no cost.";

  /** The model it serves, as named in the catalog. */
  public static final String MODEL = "writer";

  static final String SERVED_MODEL = "demo/writer (offline, not an AI)";
  private static final Duration DEFAULT_PER_WORD = Duration.ofMillis(12);
  private static final Pattern WORD = Pattern.compile("\\s*\\S+\\s*");

  private final Pace pace;
  private final Duration perWord;

  public DemoProvider() {
    this(Pace.real(), DEFAULT_PER_WORD);
  }

  public DemoProvider(Pace pace, Duration perWord) {
    this.pace = pace;
    this.perWord = perWord;
  }

  /** Answers at once; for tests. */
  public static DemoProvider instant() {
    return new DemoProvider(Pace.real(), Duration.ZERO);
  }

  @Override
  public ChatResult chat(ChatRequest request, ChatSink sink)
      throws ProviderException, InterruptedException {
    requireModel(request.model());
    DemoControls controls = DemoControls.in(allText(request.messages()));
    Clock clock = new Clock(request.timeout());
    clock.pass(controls.before());
    if (controls.failsOn(request.params().attempt())) {
      fail(controls, clock);
    }
    return stream(request, sink, controls, clock);
  }

  private static void requireModel(String model) throws ProviderException {
    if (!model.equals(MODEL)) {
      throw new ProviderException(
          Kind.BAD_REQUEST,
          "provider \"demo\" has no model \"" + model + "\"; use \"" + MODEL + "\"");
    }
  }

  private ChatResult stream(ChatRequest request, ChatSink sink, DemoControls controls, Clock clock)
      throws ProviderException, InterruptedException {
    String whole = DemoWriter.answer(request);
    Integer limit = request.params().maxTokens();
    String text = limit == null ? whole : TokenEstimate.cut(whole, limit);
    say(text, controls.perWord() == null ? perWord : controls.perWord(), sink, clock);
    return new ChatResult(
        text,
        TokenEstimate.of(request.messages()),
        TokenEstimate.of(text),
        text.length() < whole.length() ? "length" : "stop",
        SERVED_MODEL);
  }

  private static void say(String text, Duration between, ChatSink sink, Clock clock)
      throws ProviderException, InterruptedException {
    for (MatchResult word : WORD.matcher(text).results().toList()) {
      clock.pass(between);
      sink.delta(word.group());
    }
  }

  private static void fail(DemoControls controls, Clock clock)
      throws ProviderException, InterruptedException {
    Kind kind = controls.failure() == null ? Kind.PROVIDER_ERROR : controls.failure();
    if (kind == Kind.TIMEOUT) {
      clock.expire();
    }
    throw new ProviderException(
        kind,
        "the demo provider failed because the prompt asked for it (demo:…); remove the marker",
        controls.retryAfter());
  }

  private static String allText(List<ChatMessage> messages) {
    return messages.stream().map(ChatMessage::text).collect(Collectors.joining("\n"));
  }

  /** Spends the request's time; what the pauses add up to decides, not a clock on the wall. */
  private final class Clock {
    private Duration left;

    Clock(Duration timeout) {
      this.left = timeout;
    }

    void pass(Duration time) throws ProviderException, InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException("demo answer was interrupted");
      }
      if (time.compareTo(left) >= 0) {
        expire();
      }
      if (time.isPositive()) {
        pace.pause(time);
        left = left.minus(time);
      }
    }

    void expire() throws ProviderException, InterruptedException {
      pace.pause(left);
      throw new ProviderException(
          Kind.TIMEOUT, "the demo provider did not finish in the time allowed; raise timeoutMs");
    }
  }
}
