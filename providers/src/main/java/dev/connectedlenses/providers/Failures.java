package dev.connectedlenses.providers;

import dev.connectedlenses.outbound.OutboundException;
import dev.connectedlenses.outbound.OutboundResponse;
import dev.connectedlenses.outbound.Secret;
import dev.connectedlenses.providers.ProviderException.Kind;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The first thing that went wrong in a call; what follows from it is noise. Sorts failures by what
 * can be done about them and writes their messages, without the credential.
 */
final class Failures {
  private static final int LONGEST_QUOTE = 200;
  private static final int LONGEST_ERROR_BODY = 64 << 10;

  private final ProviderConfig config;
  private final ChatRequest request;
  private final InstantSource clock;
  private @Nullable Exception first;

  Failures(ProviderConfig config, ChatRequest request, InstantSource clock) {
    this.config = config;
    this.request = request;
    this.clock = clock;
  }

  boolean any() {
    return first != null;
  }

  void note(Exception failure) {
    if (first == null) {
      first = failure;
    }
  }

  /** The provider answered with an error status. */
  void noteStatus(OutboundResponse response) throws OutboundException {
    int status = response.status();
    String said = quote(response.beginning(LONGEST_ERROR_BODY));
    Duration wait = RetryAfter.in(response, clock.instant());
    String words = "answered " + status + (said.isEmpty() ? "" : " (" + said + ")");
    note(of(status, words, wait));
  }

  private ProviderException of(int status, String words, @Nullable Duration wait) {
    return switch (status) {
      case 401, 403 -> failure(Kind.AUTH, words + "; check its API key under Models > Keys", null);
      case 402 -> failure(Kind.AUTH, words + "; the account has no credit left", null);
      case 404 -> failure(Kind.BAD_REQUEST, words + unknownModel(), null);
      case 408, 504 -> failure(Kind.TIMEOUT, words, wait);
      case 429 -> failure(Kind.RATE_LIMIT, words, wait);
      default ->
          status < 500 && status >= 400
              ? failure(Kind.BAD_REQUEST, words, null)
              : failure(Kind.PROVIDER_ERROR, words, wait);
    };
  }

  private String unknownModel() {
    return "; check the base URL and that the model \"" + request.model() + "\" exists";
  }

  /** The provider reported an error inside an answer that began well. */
  void noteEvent(JsonNode error) {
    note(failure(Kind.PROVIDER_ERROR, "broke off with an error (" + said(error) + ")", null));
  }

  void noteNonsense(String what) {
    note(failure(Kind.PROVIDER_ERROR, what, null));
  }

  /** Throws what went wrong, if anything did. */
  void rethrow() throws ProviderException, InterruptedException {
    switch (first) {
      case null -> {}
      case InterruptedException interrupted -> throw interrupted;
      case ProviderException sorted -> throw sorted;
      case OutboundException outbound -> throw sorted(outbound);
      case SinkException sink -> throw sink.theirs();
      default ->
          throw failure(
              Kind.PROVIDER_ERROR,
              "sent an answer that could not be read (" + first.getClass().getSimpleName() + ")",
              null);
    }
  }

  private String tooSlow() {
    return "did not finish within " + request.timeout().toMillis() + " ms; raise timeoutMs";
  }

  private ProviderException sorted(OutboundException e) throws InterruptedException {
    return switch (e.kind()) {
      case INTERRUPTED -> {
        Thread.interrupted();
        throw new InterruptedException("chat was interrupted");
      }
      case TIMEOUT -> failure(Kind.TIMEOUT, tooSlow(), null);
      case REFUSED -> failure(Kind.BAD_REQUEST, "may not be called: " + e.getMessage(), null);
      case TOO_LARGE, PROTOCOL, BROKEN, TLS, UNKNOWN_HOST, UNREACHABLE ->
          failure(Kind.PROVIDER_ERROR, "failed: " + e.getMessage(), null);
    };
  }

  ProviderException failure(Kind kind, String what, @Nullable Duration wait) {
    String message = "provider \"" + config.key() + "\" " + what;
    Secret key = config.apiKey();
    return new ProviderException(kind, key == null ? message : key.redact(message), wait);
  }

  private String quote(String body) {
    JsonNode json = Json.read(body);
    if (json != null && json.isObject()) {
      return said(json.has("error") ? json.get("error") : json);
    }
    return body.stripLeading().startsWith("<") ? "" : shortened(body);
  }

  private String said(JsonNode error) {
    if (error.isString()) {
      return shortened(error.asString());
    }
    String message = error.path("message").asString(error.path("detail").asString(""));
    return shortened(message.isEmpty() ? error.toString() : message);
  }

  /** Redacts before it cuts, or half a credential could remain. */
  private String shortened(String text) {
    Secret key = config.apiKey();
    String safe = key == null ? text : key.redact(text);
    String line = safe.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
  }

  /** Carries an exception of the caller's sink through the library, which would swallow it. */
  static final class SinkException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final RuntimeException theirs;

    SinkException(RuntimeException theirs) {
      super(theirs);
      this.theirs = theirs;
    }

    RuntimeException theirs() {
      return theirs;
    }
  }
}
