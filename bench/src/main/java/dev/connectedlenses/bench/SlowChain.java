package dev.connectedlenses.bench;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Identity;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** A published workflow of ten nodes of which three ask the demo model, which takes its time. */
record SlowChain(UUID workflowId, UUID versionId) {
  private static final int NODES = 10;
  private static final List<Integer> ASKING = List.of(1, 4, 7);
  private static final String PROMPT = "demo:slow 300ms\nSum up in one sentence: [[text:textarea]]";
  private static final String INPUTS =
      "{\"text\": \"The ferry sails at nine. The bridge was built late. Nobody misses the queue.\"}";

  static SlowChain create(Database database, Identity owner) {
    return database.asUser(owner, SlowChain::create);
  }

  private static SlowChain create(Handle handle) {
    UUID lens = ask(handle, "select public.fn_create_lens('private', ?, 'bench lens')", PROMPT);
    UUID asked = ask(handle, "select v.id from lenses.versions v where v.lens_id = ?", lens);
    handle.execute("select public.fn_lenses_publish_version(?)", asked);
    UUID workflow = ask(handle, "select w.id from public.fn_create_workflow('bench crash') w");
    handle.execute(
        """
        select count(*) from public.fn_upsert_workflow_nodes(?, (
          select jsonb_agg(jsonb_build_object('id', gen_random_uuid(), 'label', 'step ' || i, 'ordinal', i)
            || case when i = any(?) then jsonb_build_object('kind', 'lens', 'lens_id', ?::uuid, 'version_id', ?::uuid)
              else '{"kind": "transform", "config": {"text": "[[text]]"}}' end order by i)
          from generate_series(0, ? - 1) i))
        """,
        workflow,
        ASKING.toArray(Integer[]::new),
        lens,
        asked,
        NODES);
    handle.execute(
        """
        select count(*) from public.fn_upsert_workflow_edges(?, (
          select jsonb_agg(jsonb_build_object('source_node_id', a.id, 'target_node_id', b.id,
            'source_output_key', 'output', 'target_param_label', 'text', 'ordinal', b.ordinal))
          from lenses.workflow_nodes a
          join lenses.workflow_nodes b on b.workflow_id = a.workflow_id and b.ordinal = a.ordinal + 1
          where a.workflow_id = ?))
        """,
        workflow,
        workflow);
    UUID version = ask(handle, "select public.fn_create_workflow_version(?)", workflow);
    handle.execute("select public.fn_publish_workflow_version(?)", version);
    return new SlowChain(workflow, version);
  }

  private static UUID ask(Handle handle, String sql, Object... arguments) {
    Query query = handle.createQuery(sql);
    for (int i = 0; i < arguments.length; i++) {
      query.bind(i, arguments[i]);
    }
    return query.mapTo(UUID.class).one();
  }

  /** Starts runs as a signed-in user does, a hundred in each transaction. */
  void start(Database database, Identity user, int runs) {
    for (int left = runs; left > 0; left -= 100) {
      int some = Math.min(left, 100);
      database.asUser(
          user,
          handle ->
              handle.execute(
                  "select public.fn_start_workflow_run(?, ?::jsonb, p_version_id => ?) from generate_series(1, ?)",
                  workflowId,
                  INPUTS,
                  versionId,
                  some));
    }
  }
}
