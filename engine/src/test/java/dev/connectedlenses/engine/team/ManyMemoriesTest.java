package dev.connectedlenses.engine.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.engine.graph.Json;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A memory of ten thousand entries: what an agent is reminded of, what is found and what is shown
 * stays as much as it was, and costs the pages that it cost before; what is reset is gone.
 */
final class ManyMemoriesTest {
  private static final String A = "f1000000-0000-7000-8000-00000000000a";
  private static final int MANY = 10_000;

  private final Office office = new Office();
  private final Speaker model = new Speaker(prompt -> "words");
  private final UUID agent = office.agent("keeper");
  private UUID profile;
  private UUID workflow;

  @BeforeEach
  void open() {
    profile =
        UUID.fromString(
            office.one("select id from agents.memory_profiles where ai_lenser_id = ?", agent));
    workflow =
        office.workflow(
            "[{'id':'%s','kind':'lens','label':'it','config':{'template_body':'Say it'}}]"
                .formatted(A),
            "[]");
  }

  @AfterEach
  void close() {
    office.close();
  }

  /** Entries one a minute, every hundredth with a word of its own. */
  private void remember(int count, String source) {
    office.run(
        """
        insert into agents.memories (profile_id, ai_lenser_id, scope, source, content, confidence, created_at)
        select ?, ?, 'project', ?, 'the ferry of run ' || n || case when n % 100 = 0 then ' carries saffron' else ' carries mail' end,
          round((n % 10) / 10.0, 1), now() - n * interval '1 minute'
        from generate_series(1, ?) n
        """,
        profile, agent, source, count);
    office.run("analyze agents.memories");
  }

  /** The pages that a statement looks at, the second time that it is asked. */
  private long pages(String sql, Object... arguments) {
    return office
        .test()
        .admin()
        .inTransaction(handle -> {
          long blocks = 0;
          for (int i = 0; i < 2; i++) {
            var query = handle.createQuery("explain (analyze, buffers, format json) " + sql);
            for (int n = 0; n < arguments.length; n++) {
              query.bind(n, arguments[n]);
            }
            var plan = Json.MAPPER.readTree(query.mapTo(String.class).one()).path(0).path("Plan");
            blocks =
                plan.path("Shared Hit Blocks").asLong() + plan.path("Shared Read Blocks").asLong();
          }
          return blocks;
        });
  }

  private long pagesOfReminder() {
    return pages(
        "select agents.inject_memories(?, ?, ?, null)",
        UUID.randomUUID(),
        UUID.randomUUID(),
        agent);
  }

  private long pagesOfSearch(String words) {
    return pages(
        "select agents.find_memories(?, ?, jsonb_build_object('agent_id', cast(? as text), 'query', cast(? as text)))",
        UUID.randomUUID(),
        UUID.randomUUID(),
        agent,
        words);
  }

  @Test
  void remindersCostWhatTheyCostBefore() {
    remember(50, "user");
    long few = pagesOfReminder();
    remember(MANY, "user");
    long many = pagesOfReminder();
    assertThat(many).as("pages, with %d pages for fifty entries", few).isLessThan(few + 60);
    House.open(office, model, List.of());
    UUID run = office.start(agent, workflow, "{}");
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(model.asked.getLast().lines().filter(line -> line.startsWith("- [0.9] the ferry")))
        .as("as many as the profile says")
        .hasSize(5);
    assertThat(
            office.one(
                "select count(*) from agents.memory_access_logs where team_run_id = ? and action = 'read'",
                run))
        .as("each one read is noted, and no other")
        .isEqualTo("5");
  }

  @Test
  void aWordIsFoundByItsIndexAndNoMoreIsReadThanIsShown() {
    remember(MANY, "user");
    long table =
        Long.parseLong(office.one("select pg_relation_size('agents.memories') / 8192 as pages"));
    assertThat(pagesOfSearch("\"run 4200\" saffron"))
        .as("pages of %d", table)
        .isLessThan(Math.max(table, 120));
    assertThat(
            office.ask(
                "select count(*)::text || ' ' || min(content) from public.fn_search_memory_entries('saffron', p_limit => 20)"))
        .startsWith("20 the ferry of run");
    assertThat(
            office.one(
                "select count(*) from agents.memory_access_logs where context ? 'search' and actor_lenser_id is not null"
                    .replace("?", "??")))
        .isEqualTo("20");
    assertThat(
            office.ask(
                "select count(*)::text from public.fn_list_agent_memories(?, p_limit => 100000)",
                profile))
        .as("a page, whatever is asked for")
        .isEqualTo("200");
    assertThat(office.ask("select public.fn_summarize_memory_profile(?) ->> 'count'", profile))
        .isEqualTo("10000");
  }

  @Test
  void aMemoryThatIsEmptiedForEachRunIsEmptyAtItsStart() {
    remember(MANY, "agent");
    office.run("update agents.memory_profiles set reset_policy = 'per_run' where id = ?", profile);
    House.open(office, model, List.of());
    UUID run = office.start(agent, workflow, "{}");
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(office.one("select count(*) from agents.memories")).isEqualTo("0");
    assertThat(model.asked.getLast()).doesNotContain("ferry");
  }

  @Test
  void aDayThatIsOverIsForgottenInPiecesThatEnd() {
    remember(MANY, "agent");
    office.run("update agents.memory_profiles set reset_policy = 'per_day' where id = ?", profile);
    office.run("update agents.memories set created_at = created_at - interval '1 day'");
    RoundsStore rounds = new RoundsStore(office.test().database());
    int pieces = 0;
    while (rounds.forgetMemories() > 0) {
      pieces++;
    }
    assertThat(pieces).isEqualTo(10);
    assertThat(office.one("select count(*) from agents.memories")).isEqualTo("0");
  }

  @Test
  void aSummaryIsMadeOfTheSurestTwoHundred() {
    remember(MANY, "user");
    office.ask(
        "select public.fn_update_workspace_settings(?, jsonb_build_object('default_model_id', ai.find_model('demo/writer')))::text",
        agent);
    House.open(office, model, List.of());
    UUID run =
        UUID.fromString(office.ask("select public.fn_renew_memory_summary(?)::text", profile));
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(model.asked.getLast().lines().filter(line -> line.startsWith("- [0.9]")))
        .as("two hundred to summarize, five it is reminded of")
        .hasSize(200 + 5);
  }
}
