package dev.connectedlenses.engine.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.Identity;
import dev.connectedlenses.engine.graph.Json;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The queue of approvals behind ten thousand that were decided and a thousand that wait. */
final class FullQueueTest {
  private final Office office = new Office();
  private final UUID agent = office.agent("asker");

  @AfterEach
  void close() {
    office.close();
  }

  private void asked(int count, String status) {
    UUID workflow = office.workflow("[]", "[]");
    office.run(
        """
        insert into agents.team_runs (ai_lenser_id, workflow_id, approval_status, approval_expires_at, status, completed_at, metadata, created_at)
        select ?, ?, cast(? as text), now() + interval '1 day', case ? when 'pending' then 'queued' else 'completed' end,
          case ? when 'pending' then null else now() end, '{"gate_kind": "start_run"}', now() - n * interval '1 second'
        from generate_series(1, ?) n
        """,
        agent,
        workflow,
        status,
        status,
        status,
        count);
    office.run("analyze agents.team_runs");
  }

  /** The pages that a statement of the owner looks at. */
  private long pages(String sql) {
    return office
        .test()
        .asPersona(
            Identity.of(office.owner()),
            handle -> {
              var top =
                  Json.MAPPER
                      .readTree(
                          handle
                              .createQuery(
                                  "explain (analyze, buffers, format json) "
                                      + sql.formatted("'" + agent + "'"))
                              .mapTo(String.class)
                              .one())
                      .path(0)
                      .path("Plan");
              return top.path("Shared Hit Blocks").asLong()
                  + top.path("Shared Read Blocks").asLong();
            });
  }

  @Test
  void aPageOfItCostsWhatAPageCosts() {
    asked(60, "approved");
    long few = pages("select * from public.fn_list_approval_requests(%s)");
    asked(10_000, "approved");
    asked(1_000, "pending");
    assertThat(
            office.ask(
                "select count(*)::text from public.fn_list_approval_requests(?, p_limit => 50)",
                agent))
        .isEqualTo("50");
    long many = pages("select * from public.fn_list_approval_requests(%s)");
    assertThat(many).as("pages, with %d for sixty", few).isLessThan(few * 2 + 100);
  }
}
