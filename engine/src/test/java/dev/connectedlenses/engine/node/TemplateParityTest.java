package dev.connectedlenses.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** The engine and the database render alike: same bytes, same words of refusal. */
final class TemplateParityTest {
  private static final long SEED = 20_261_123L;
  private static final int CASES = 10_000;
  private static final int BATCH = 500;

  /** Says what rendering one case gives, its refusals included. */
  private static final String TRY =
      """
      create function pg_temp.try_render(p_body text, p_parameters jsonb, p_inputs jsonb) returns text
      language plpgsql as $$
      begin
        return 'ok ' || lenses.render(p_body, p_parameters, p_inputs);
      exception when sqlstate '22023' or sqlstate '54000' then
        return 'refused ' || sqlerrm;
      end $$
      """;

  private static final String ASK =
      """
      select pg_temp.try_render(c.body, c.parameters::jsonb, c.inputs::jsonb)
      from unnest(?::text[], ?::text[], ?::text[]) with ordinality as c (body, parameters, inputs, n)
      order by c.n
      """;

  @Test
  void tenThousandCasesRenderAlike() {
    SplittableRandom random = new SplittableRandom(SEED);
    int refused = 0;
    try (TestDatabase database = TestDatabase.create();
        Handle handle = database.admin().open()) {
      handle.execute(TRY);
      for (int done = 0; done < CASES; done += BATCH) {
        List<TemplateCase> cases = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
          cases.add(TemplateCase.next(random));
        }
        List<String> answers = ask(handle, cases);
        for (int i = 0; i < BATCH; i++) {
          String own = cases.get(i).rendered();
          assertThat(own).as("case %d: %s", done + i, cases.get(i)).isEqualTo(answers.get(i));
          refused += own.startsWith("refused") ? 1 : 0;
        }
      }
    }
    assertThat(refused).as("a fair mix").isBetween(CASES / 5, CASES * 4 / 5);
  }

  private static List<String> ask(Handle handle, List<TemplateCase> cases) {
    return handle
        .createQuery(ASK)
        .bind(0, cases.stream().map(TemplateCase::body).toArray(String[]::new))
        .bind(1, cases.stream().map(TemplateCase::parametersJson).toArray(String[]::new))
        .bind(2, cases.stream().map(c -> c.inputs().toString()).toArray(String[]::new))
        .mapTo(String.class)
        .list();
  }
}
