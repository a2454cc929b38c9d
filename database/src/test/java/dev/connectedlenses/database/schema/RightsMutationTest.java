package dev.connectedlenses.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The test of the matrix: without a policy or grant, or with it wide open, a cell is different. */
@Tag("full")
class RightsMutationTest {

  /** Each way to lose or open one policy, and to lose one grant, with the table it concerns. */
  private static final String MUTATIONS =
      """
      with tables as (
        select c.* from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname in ('auth', 'lensers', 'agents', 'lenses', 'ai', 'engine', 'audit')
      )
      select t.oid::text as oid, format('drop policy %I on %s', p.polname, t.oid::regclass) as sql
      from tables t join pg_policy p on p.polrelid = t.oid
      union all
      select t.oid::text, format('alter policy %I on %s', p.polname, t.oid::regclass)
        || case when p.polqual is not null then ' using (true)' else '' end
        || case when p.polwithcheck is not null then ' with check (true)' else '' end
      from tables t join pg_policy p on p.polrelid = t.oid
      where coalesce(pg_get_expr(p.polqual, p.polrelid), 'true') <> 'true'
        or coalesce(pg_get_expr(p.polwithcheck, p.polrelid), 'true') <> 'true'
      union all
      select t.oid::text, format('revoke %s on %s from %I', a.privilege_type, t.oid::regclass, a.grantee::regrole)
      from tables t, aclexplode(t.relacl) a where a.grantee not in (0, t.relowner)
      """;

  @Test
  void noMutationStaysUnseen() {
    try (TestDatabase database = TestDatabase.create()) {
      RightsMatrix.loadFixture(database);

      assertThat(database.admin().inTransaction(RightsMutationTest::unseen))
          .as("mutations that change no cell; give the fixture a row that shows them")
          .isEmpty();
    }
  }

  private static List<String> unseen(Handle handle) {
    RightsMatrix matrix = new RightsMatrix(handle);
    Map<String, List<String>> before = new HashMap<>();
    List<String> unseen = new ArrayList<>();
    for (Map<String, Object> mutation : handle.createQuery(MUTATIONS).mapToMap().list()) {
      String table = String.valueOf(mutation.get("oid"));
      String sql = String.valueOf(mutation.get("sql"));
      List<String> was = before.computeIfAbsent(table, t -> matrix.table(t, Persona.ALL));
      handle.savepoint("mutation");
      handle.execute(sql);
      if (matrix.table(table, Persona.ALL).equals(was)) {
        unseen.add(sql);
      }
      handle.rollbackToSavepoint("mutation");
    }
    return unseen;
  }
}
