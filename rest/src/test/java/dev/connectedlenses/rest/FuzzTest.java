package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.request.ParserFuzz;
import dev.connectedlenses.rest.schemacache.SchemaCache;
import dev.connectedlenses.rest.schemacache.SchemaCacheReader;
import dev.connectedlenses.rest.sql.PrintedStatements;
import dev.connectedlenses.rest.sql.StatementFuzz;
import dev.connectedlenses.testkit.Property;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recorded requests and what is near them: parsed or refused, and never part of a statement.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FuzzTest {

  private static final List<String> SEEDS =
      Exchange.all().stream().map(e -> FuzzInput.text(e.toRequest())).toList();

  private final Fixture fixture = Fixture.conformance();
  private final byte[] catalogs = PrintedStatements.catalogs(fixture);
  private final SchemaCache cache = SchemaCacheReader.read(catalogs);

  @AfterAll
  void close() {
    fixture.close();
  }

  @Test
  void requestsComeBackFromTheirText() {
    for (Exchange exchange : Exchange.all()) {
      RestRequest request = exchange.toRequest();
      RestRequest again = FuzzInput.request(FuzzInput.text(request));
      assertThat(again.path()).isEqualTo(request.path());
      assertThat(again.body()).isEqualTo(request.body());
      assertThat(again.headers().first("Prefer")).isEqualTo(request.headers().first("Prefer"));
    }
  }

  @Test
  void whatIsNearARecordedRequestIsParsedOrRefused() {
    Property.forAll(
        31,
        20_000,
        random -> Mutations.of(SEEDS, random),
        text -> ParserFuzz.fuzzerTestOneInput(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void noMarkStandsInTheStatementOfWhatIsNearARecordedRequest() {
    int[] printed = {0};
    Property.forAll(
        32,
        10_000,
        random -> marked(Mutations.of(SEEDS, random), random),
        request ->
            printed[0] += StatementFuzz.check(cache, FuzzInput.request(request)).isEmpty() ? 0 : 1);
    assertThat(printed[0]).as("requests that became statements").isGreaterThan(1_000);
  }

  private static String marked(String text, RandomGenerator random) {
    StringBuilder marked = new StringBuilder(text);
    for (int i = random.nextInt(3); i >= 0; i--) {
      marked.insert(random.nextInt(marked.length() + 1), StatementFuzz.MARK);
    }
    return marked.toString();
  }

  /** The fuzzer itself must be able to find something. */
  @Test
  @Tag("full")
  void aPlantedFaultIsFound(@TempDir Path folder) throws Exception {
    Jazzer.Outcome outcome = new Jazzer(folder).run(Planted.class, 2_000_000, SEEDS, Map.of());
    assertThat(outcome.clean()).as(outcome.said()).isFalse();
    assertThat(outcome.said()).contains("planted");
  }

  /** Fails on a word that stands in no seed. */
  public static final class Planted {
    private Planted() {}

    public static void fuzzerTestOneInput(byte[] data) {
      ParserFuzz.fuzzerTestOneInput(data);
      if (new String(data, StandardCharsets.UTF_8).contains("max-affected=1)(")) {
        throw new IllegalStateException("planted");
      }
    }
  }

  @Test
  @Tag("full")
  void tenMillionInputsAreParsedOrRefused(@TempDir Path folder) throws Exception {
    long inputs = inputs(10_000_000);
    long closely = inputs / 10;
    Jazzer jazzer = new Jazzer(folder);
    for (Jazzer.Task task :
        List.of(
            new Jazzer.Task(ParserFuzz.class, closely, Jazzer.Lead.COMPARISONS),
            new Jazzer.Task(ParserFuzz.class, inputs - closely, Jazzer.Lead.LINES))) {
      Jazzer.Outcome outcome = jazzer.run(task, SEEDS, Map.of());
      assertThat(outcome.clean()).as(outcome.said()).isTrue();
      assertThat(outcome.tried()).as(outcome.said()).isGreaterThanOrEqualTo(task.inputs());
    }
  }

  @Test
  @Tag("full")
  void noStatementOfAMillionHoldsAMark(@TempDir Path folder) throws Exception {
    Path file = Files.write(folder.resolve("catalogs"), catalogs);
    long inputs = inputs(1_000_000);
    Jazzer.Outcome outcome =
        new Jazzer(folder)
            .run(
                StatementFuzz.class,
                inputs,
                SEEDS,
                Map.of(StatementFuzz.CATALOGS, file.toString()));
    assertThat(outcome.clean()).as(outcome.said()).isTrue();
    assertThat(outcome.tried()).as(outcome.said()).isGreaterThanOrEqualTo(inputs);
  }

  /** How many, or as many as the property fuzz.inputs says. */
  private static long inputs(long usual) {
    return Math.min(usual, Long.getLong("fuzz.inputs", usual));
  }
}
