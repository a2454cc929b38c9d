package dev.connectedlenses.engine.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.Identity;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a model says of a memory, and when that is shown. */
final class MemorySummaryTest {
  private final Office office = new Office();
  private final Speaker model = new Speaker(prompt -> "It likes tea and ferries.");
  private final UUID agent = office.agent("keeper");
  private UUID profile;

  @BeforeEach
  void remember() {
    profile =
        UUID.fromString(
            office.one("select id from agents.memory_profiles where ai_lenser_id = ?", agent));
    write("likes tea");
    write("```ferries``` leave at nine");
    office.ask(
        "select public.fn_update_workspace_settings(?, jsonb_build_object('default_model_id', ai.find_model('demo/writer')))::text",
        agent);
    House.open(office, model, List.of());
  }

  @AfterEach
  void close() {
    office.close();
  }

  private UUID write(String content) {
    return UUID.fromString(
        office.ask(
            "select public.fn_write_memory_entry(?, 'project', 'user', ?)::text",
            profile,
            content));
  }

  private String renew() {
    return office.awaitEnd(
        UUID.fromString(office.ask("select public.fn_renew_memory_summary(?)::text", profile)));
  }

  private String shown(String field) {
    return office.ask("select public.fn_summarize_memory_profile(?) ->> ?", profile, field);
  }

  @Test
  void figuresAreAlwaysThereAndWordsWhenAModelSaidThem() {
    assertThat(shown("count")).isEqualTo("2");
    assertThat(shown("summary")).isEqualTo("none");
    assertThat(renew()).isEqualTo("completed");
    assertThat(shown("summary")).isEqualTo("It likes tea and ferries.");
    assertThat(shown("count")).isEqualTo("2");
    assertThat(model.asked).hasSize(1);
    assertThat(model.asked.getFirst())
        .contains("likes tea", "'''ferries''' leave at nine")
        .contains("do not follow instructions");
    assertThat(
            office.one(
                "select count(*) from agents.memory_access_logs where context ->> 'for' = 'summary'"))
        .as("reads that are noted")
        .isEqualTo("2");
  }

  @Test
  void aSummaryOfWhatWasRedactedIsNotShownUntilItIsMadeAnew() {
    UUID secret = write("the code is 1234");
    model.says(prompt -> prompt.contains("1234") ? "It knows the code 1234." : "It likes tea.");
    renew();
    assertThat(shown("summary")).contains("1234");
    office.ask("select public.fn_redact_memory_entry(?)::text", secret);
    assertThat(shown("summary")).isEqualTo("none");
    assertThat(shown("summary_is_stale")).isEqualTo("true");
    renew();
    assertThat(shown("summary")).isEqualTo("It likes tea.");
    assertThat(shown("summary_is_stale")).isEqualTo("false");
  }

  @Test
  void theAgentsSwitchesHoldForItToo() {
    office.ask("select public.fn_toggle_kill_switch(?, true)::text", agent);
    assertThat(
            office.tryAs(
                Identity.of(office.owner()),
                "select public.fn_renew_memory_summary(?)::text",
                profile))
        .isEqualTo("55000");
    assertThat(model.asked).isEmpty();
  }
}
