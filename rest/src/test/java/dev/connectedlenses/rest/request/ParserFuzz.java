package dev.connectedlenses.rest.request;

import dev.connectedlenses.rest.Extensions;
import dev.connectedlenses.rest.FuzzInput;
import dev.connectedlenses.rest.RequestLimits;
import dev.connectedlenses.rest.RestRequest;
import dev.connectedlenses.rest.Tokens;
import dev.connectedlenses.rest.auth.Authenticator;
import dev.connectedlenses.rest.auth.JwtKey;
import dev.connectedlenses.rest.auth.JwtSettings;
import dev.connectedlenses.rest.auth.TokenVerifier;
import dev.connectedlenses.rest.error.RestException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What every input must obey: it is parsed or refused in the typed way, quickly; and what was
 * parsed is written and parsed again as the same. Jazzer calls {@link #fuzzerTestOneInput}.
 */
public final class ParserFuzz {

  private static final List<String> SCHEMAS =
      List.of("public", "lensers", "agents", "lenses", "ai");
  private static final Set<String> ZONES = Set.of("UTC", "Europe/Berlin");
  private static final long MOST_NANOS = 50_000_000;
  private static final int WARM = 20_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final RequestParser STRICT =
      new RequestParser(SCHEMAS, RequestLimits.STRICT, Extensions.ALL);
  private static final RequestParser PLAIN =
      new RequestParser(SCHEMAS, RequestLimits.UNLIMITED, Extensions.NONE);
  private static final Authenticator TOKENS =
      new Authenticator(
          new TokenVerifier(
              JwtSettings.of(List.of(JwtKey.hs256(Tokens.SECRET.getBytes(StandardCharsets.UTF_8)))),
              () -> Instant.ofEpochSecond(1_800_000_000)),
          "anon");

  private static int done;

  private ParserFuzz() {}

  /** One input of the fuzzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    long before = THREADS.getCurrentThreadCpuTime();
    check(FuzzInput.request(data));
    long took = THREADS.getCurrentThreadCpuTime() - before;
    // the first inputs pay for loading and compiling
    if (++done > WARM && took > MOST_NANOS) {
      throw new AssertionError("an input took " + took / 1_000_000 + " ms");
    }
  }

  /** The request as parsed, null if it is refused. */
  public static @Nullable ApiRequest check(RestRequest request) {
    try {
      TOKENS.identify(request.headers());
    } catch (RestException refused) {
      // a token that is not believed
    }
    ApiRequest plain = parsed(PLAIN, request);
    if (plain != null) {
      comesBack(plain);
    }
    return parsed(STRICT, request);
  }

  private static @Nullable ApiRequest parsed(RequestParser parser, RestRequest request) {
    try {
      return parser.parse(request, ZONES);
    } catch (RestException refused) {
      return null;
    }
  }

  /** The strict grammar is the plain one with limits, so one of them is enough. */
  private static void comesBack(ApiRequest parsed) {
    QueryParams query = parsed.shape().query();
    if (query.select() != null) {
      String text = GrammarPrinter.select(query.select());
      same(text, query.select(), SelectParser.parse(text));
    }
    for (Scoped<List<OrderTerm>> order : query.orders()) {
      String text = GrammarPrinter.order(order.value());
      same(text, order.value(), OrderParser.parse(text));
    }
    query.conditions().forEach(c -> comesBack(c.value(), parsed.values()));
  }

  private static void comesBack(Condition condition, Values values) {
    Condition.Group group =
        condition instanceof Condition.Group g
            ? g
            : new Condition.Group(false, true, List.of(condition));
    String text = new GrammarPrinter(values).members(group);
    Values again = new Values();
    Condition.Group read = FilterParser.group(group.negated(), group.any(), text, again);
    same(text, text, new GrammarPrinter(again).members(read));
  }

  private static void same(String text, Object one, Object other) {
    if (!one.equals(other)) {
      throw new AssertionError("%s was parsed as %s, first as %s".formatted(text, other, one));
    }
  }
}
