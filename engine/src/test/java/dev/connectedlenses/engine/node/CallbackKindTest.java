package dev.connectedlenses.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CallbackKindTest extends NodeKindContract {
  private final TestDatabase test = TestDatabase.create();
  private final CallbackKind kind = new CallbackKind(test.database(), new Random(11));

  @AfterAll
  void close() {
    test.close();
  }

  @Override
  NodeKind kind() {
    return kind;
  }

  @Override
  List<String> rightConfigs() {
    return List.of("{}", "{'timeoutMinutes':60}");
  }

  @Override
  List<String> wrongConfigs() {
    return List.of("{'timeoutMinutes':0}", "{'timeoutMinutes':'long'}");
  }

  @Override
  Attempt sample() {
    return attempt("callback", "{'timeoutMinutes':5}", null, "{}", new Told());
  }

  @Override
  Class<? extends AttemptResult> ending() {
    return AttemptResult.Waits.class;
  }

  private Wait.Answer asked(Attempt attempt) {
    return (Wait.Answer) ((AttemptResult.Waits) kind.run(attempt)).until();
  }

  @Test
  void nobodyIsToldAToken() {
    Attempt attempt = sample();
    Wait.Answer asked = asked(attempt);
    assertThat(asked.ask()).isEqualTo(json("{'address':'fn_open_callback'}"));
    assertThat(asked.by()).isEqualTo(Wait.By.OUTSIDE);
    assertThat(asked.limit()).isEqualTo(Duration.ofMinutes(5));
    boolean kept =
        test.admin()
            .withHandle(handle ->
                handle
                    .createQuery(
                        """
                        select count(*) = 1 from engine.callbacks
                        where run_id = ? and node_id = ? and used_at is null
                          and expires_at between now() + interval '4 minutes' and now() + interval '6 minutes'
                        """)
                    .bind(0, attempt.runId())
                    .bind(1, attempt.node().id())
                    .mapTo(Boolean.class)
                    .one());
    assertThat(kept).isTrue();
  }

  @Test
  void everyAttemptHasAHashOfItsOwn() {
    kind.run(sample());
    kind.run(sample());
    boolean different =
        test.admin()
            .withHandle(handle ->
                handle
                    .createQuery(
                        "select count(*) > 1 and count(*) = count(distinct token_hash) from engine.callbacks")
                    .mapTo(Boolean.class)
                    .one());
    assertThat(different).isTrue();
  }

  @Test
  void payloadIsTheOutput() {
    AttemptResult result = kind.answered(sample().node(), json("{'n':7}"));
    assertThat(((AttemptResult.Completed) result).output().data()).isEqualTo(json("{'n':7}"));
  }
}
