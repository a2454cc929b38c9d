package dev.connectedlenses.providers;

import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stage directions that a prompt may hold for the demo provider, and the prompt without them.
 *
 * <ul>
 *   <li>{@code demo:fail}, {@code demo:rate-limit}, {@code demo:timeout}, {@code demo:auth}, {@code
 *       demo:bad-request}: every attempt fails that way; with {@code -once} only the first, with
 *       {@code -times=3} the first three. {@code retry-after=2} (seconds) goes with a rate limit.
 *   <li>{@code demo:slow 500ms}: so long between two words. {@code demo:wait 2s}: so long before
 *       the first.
 * </ul>
 */
record DemoControls(
    ProviderException.@Nullable Kind failure,
    int failures,
    @Nullable Duration retryAfter,
    @Nullable Duration perWord,
    Duration before) {

  private static final Pattern FAILURE =
      Pattern.compile(
          "\\bdemo:(fail|rate-limit|timeout|auth|bad-request)(-once|-times=(\\d{1,3}))?"
              + "(?:\\s+retry-after=(\\d{1,4}))?(?![\\w-])");
  private static final Pattern PACE = Pattern.compile("\\bdemo:(slow|wait)\\s+(\\d{1,6})(ms|s)\\b");

  static DemoControls in(String prompt) {
    Duration perWord = duration(prompt, "slow");
    Duration wait = duration(prompt, "wait");
    Duration before = wait == null ? Duration.ZERO : wait;
    Matcher asked = FAILURE.matcher(prompt);
    return asked.find()
        ? new DemoControls(
            kind(asked.group(1)),
            failures(asked.toMatchResult()),
            seconds(asked.group(4)),
            perWord,
            before)
        : new DemoControls(null, 0, null, perWord, before);
  }

  private static @Nullable Duration seconds(@Nullable String number) {
    return number == null ? null : Duration.ofSeconds(Long.parseLong(number));
  }

  static String strip(String prompt) {
    return PACE.matcher(FAILURE.matcher(prompt).replaceAll("")).replaceAll("");
  }

  boolean failsOn(int attempt) {
    return failure != null && attempt <= failures;
  }

  private static int failures(MatchResult asked) {
    if (asked.group(2) == null) {
      return Integer.MAX_VALUE;
    }
    return asked.group(3) == null ? 1 : Integer.parseInt(asked.group(3));
  }

  private static ProviderException.Kind kind(String word) {
    return switch (word) {
      case "rate-limit" -> ProviderException.Kind.RATE_LIMIT;
      case "timeout" -> ProviderException.Kind.TIMEOUT;
      case "auth" -> ProviderException.Kind.AUTH;
      case "bad-request" -> ProviderException.Kind.BAD_REQUEST;
      default -> ProviderException.Kind.PROVIDER_ERROR;
    };
  }

  private static @Nullable Duration duration(String prompt, String word) {
    Matcher pace = PACE.matcher(prompt);
    while (pace.find()) {
      if (pace.group(1).equals(word)) {
        long amount = Long.parseLong(pace.group(2));
        return pace.group(3).equals("s") ? Duration.ofSeconds(amount) : Duration.ofMillis(amount);
      }
    }
    return null;
  }
}
