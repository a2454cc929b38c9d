package dev.connectedlenses.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a frozen graph holds, and how much of a run's state is sent at once. */
class SnapshotTest {
  private static final String WORKFLOW = "f0000000-0000-7000-8000-000000000001";
  private static TestDatabase database;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    RightsMatrix.loadFixture(database);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  private static String one(Handle handle, String sql) {
    return handle.createQuery(sql).mapTo(String.class).one();
  }

  private static String snapshotAfter(String update, String path) {
    return database
        .admin()
        .inTransaction(h -> {
          h.execute("delete from lenses.workflow_edges where workflow_id = '" + WORKFLOW + "'");
          h.execute(update + " where workflow_id = '" + WORKFLOW + "' and label = 'node 1'");
          String part =
              one(h, "select (lenses.build_snapshot('" + WORKFLOW + "') #> '" + path + "')::text");
          h.rollback();
          return part;
        });
  }

  @Test
  void aGraphHasItsNodesAndEdgesInOrder() {
    String shape =
        database
            .admin()
            .withHandle(h ->
                one(
                    h,
                    """
                    select string_agg(k, ' ' order by k) || ' | ' || (s -> 'format') || ' | '
                      || jsonb_path_query_array(s, '$.nodes[*].label')
                      || ' | ' || (select string_agg(k, ' ' order by k) from jsonb_object_keys(s #> '{nodes,0}') k)
                      || ' | ' || (select string_agg(k, ' ' order by k) from jsonb_object_keys(s #> '{edges,0}') k)
                    from (select lenses.build_snapshot('%s') as s) g, jsonb_object_keys(s) k group by s
                    """
                        .formatted(WORKFLOW)));

    assertThat(shape)
        .isEqualTo(
            "edges format nodes | 1 | [\"node 1\", \"node 2\"] | config id kind label lens lens_id"
                + " ordinal position_x position_y version_id | condition id merge_strategy ordinal"
                + " source_node_id source_output_key target_node_id target_param_label");
  }

  @Test
  void aLensNodePinsTheNewestPublishedVersion() {
    String lens =
        snapshotAfter(
            "update lenses.workflow_nodes set lens_id = 'd0000000-0000-7000-8000-000000000002'",
            "{nodes,0,lens}");

    assertThat(lens)
        .isEqualTo(
            "{\"lens_id\": \"d0000000-0000-7000-8000-000000000002\", \"parameters\": [{\"type\":"
                + " \"text\", \"label\": \"word\", \"options\": null, \"ordinal\": 0, \"required\":"
                + " true, \"max_length\": 500, \"min_length\": 1, \"default_value\": null,"
                + " \"validation_schema\": null}], \"version_id\":"
                + " \"e0000000-0000-7000-8000-000000000002\", \"template_body\": \"Say [[word]]\","
                + " \"input_contract\": null, \"version_number\": 1, \"output_contract\": null,"
                + " \"instruction_category\": null}");
  }

  @Test
  void anOwnBodyTakesTypesFromTheBoundVersionThenFromHints() {
    String parameters =
        snapshotAfter(
            """
            update lenses.workflow_nodes set lens_id = 'd0000000-0000-7000-8000-000000000002',
              config = '{"template_body": "[[WORD:json]] [[n:integer!]] [[odd:thing]]"}'
            """,
            "{nodes,0,lens,parameters}");

    assertThat(parameters)
        .contains("\"type\": \"text\", \"label\": \"WORD\"")
        .contains("\"type\": \"integer\", \"label\": \"n\"")
        .contains("\"type\": \"text\", \"label\": \"odd\"")
        .containsOnlyOnce("\"required\": false")
        .containsOnlyOnce("\"max_length\": 500");
  }

  @Test
  void theHashIsThatOfTheGraphAsPrinted() {
    String same =
        database
            .admin()
            .withHandle(h ->
                one(
                    h,
                    """
                    select (lenses.graph_hash(g) = sha256(convert_to('{"a": 1, "bb": [2]}', 'UTF8')))::text
                    from (select '{"bb":[2],"a":1}'::jsonb as g) x
                    """));

    assertThat(same).isEqualTo("true");
  }

  @Test
  void theStateOfTwoHundredNodesFitsIntoAHundredKilobytes() {
    String state =
        database
            .admin()
            .inTransaction(h -> {
              h.execute(
                  """
                  insert into lenses.workflow_node_results (run_id, node_id, status, completed_at, output_data)
                  select 'f3000000-0000-7000-8000-000000000001', md5(i::text)::uuid, 'completed', now(),
                    jsonb_build_object('output', (select string_agg(md5(i * 1000 + j || ''), '') from generate_series(1, case when i < 3 then 300 else 15 end) j))
                  from generate_series(1, 200) i
                  """);
              String answer =
                  one(
                      h,
                      """
                      select s::text
                      from lenses.node_results_json('f3000000-0000-7000-8000-000000000001',
                        array(select md5(i::text)::uuid from generate_series(1, 200) i),
                        array(select 'n' || i from generate_series(1, 200) i)) s
                      """);
              h.rollback();
              return answer;
            });

    assertThat(state.length()).isBetween(50_000, 102_400);
    assertThat(state).contains("\"output_cut\": true").contains("\"output_cut\": false");
    assertThat(state)
        .contains(
            "/rest/v1/rpc/fn_get_workflow_node_results?p_run_id=f3000000-0000-7000-8000-000000000001");
  }
}
