package dev.connectedlenses.rest.sql;

import dev.connectedlenses.rest.Fixture;
import dev.connectedlenses.rest.FuzzInput;
import dev.connectedlenses.rest.RequestLimits;
import dev.connectedlenses.rest.RestConfig;
import dev.connectedlenses.rest.RestRequest;
import dev.connectedlenses.rest.error.RestException;
import dev.connectedlenses.rest.plan.Plan;
import dev.connectedlenses.rest.plan.Planner;
import dev.connectedlenses.rest.request.ApiRequest;
import dev.connectedlenses.rest.request.ParserFuzz;
import dev.connectedlenses.rest.schemacache.SchemaCache;
import dev.connectedlenses.rest.schemacache.SchemaCacheReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What every statement must obey: nothing that a client wrote stands in its text. The byte 1 of an
 * input stands for a mark, so that the fuzzer can put it anywhere. Jazzer calls {@link
 * #fuzzerTestOneInput}.
 */
public final class StatementFuzz {

  /** Where the fuzzer finds the catalogs of the fixture. */
  public static final String CATALOGS = "fuzz.catalogs";

  public static final String MARK = "zq7marker";

  private static final RestConfig CONFIG = Fixture.config();
  private static @Nullable SchemaCache cache;

  private StatementFuzz() {}

  /** One input of the fuzzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    SchemaCache known = cache;
    if (known == null) {
      known = read(Path.of(System.getProperty(CATALOGS)));
      cache = known;
    }
    String text = new String(data, StandardCharsets.UTF_8);
    check(known, FuzzInput.request(text.replace("\u0001", MARK)));
  }

  private static SchemaCache read(Path file) {
    try {
      return SchemaCacheReader.read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of the request's statement, empty if it is refused before one is made. */
  public static String check(SchemaCache catalogs, RestRequest request) {
    ApiRequest parsed = ParserFuzz.check(request);
    if (parsed == null) {
      return "";
    }
    String text;
    try {
      Plan plan = Planner.plan(CONFIG, catalogs, parsed.shape());
      text = Prepared.of(plan, parsed.shape(), RequestLimits.STRICT.answerBytes()).text();
    } catch (RestException refused) {
      return "";
    }
    if (text.contains(MARK) || text.indexOf('\u0000') >= 0) {
      throw new AssertionError("a client's text stands in a statement: " + text);
    }
    return text;
  }
}
