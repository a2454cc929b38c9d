package dev.connectedlenses.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pools do with a connection on which a statement was refused. */
class PoolsTest {

  private static int backend(Handle handle) {
    return handle.createQuery("select pg_backend_pid()").mapTo(int.class).one();
  }

  /** Whoever can have statements refused must not be able to have connections made anew. */
  @ParameterizedTest
  @ValueSource(strings = {"0A000", "22023", "42501", "53400", "54000", "57014", "P0001", "PT503"})
  void aRefusedStatementCostsNoConnection(String state) {
    try (TestDatabase test = TestDatabase.create()) {
      String refusal =
          "do $$ begin raise exception 'no' using errcode = '%s'; end $$".formatted(state);
      int backend =
          test.database()
              .asEngine(handle -> {
                int own = backend(handle);
                handle.savepoint("before");
                assertThatThrownBy(() -> handle.execute(refusal)).hasMessageContaining("no");
                handle.rollbackToSavepoint("before");
                assertThat(backend(handle)).isEqualTo(own);
                return own;
              });
      assertThat((int) test.database().asEngine(PoolsTest::backend)).isEqualTo(backend);
    }
  }

  @Test
  void aConnectionThatTheServerEndedIsReplaced() {
    try (TestDatabase test = TestDatabase.create()) {
      int backend = test.database().asEngine(PoolsTest::backend);
      assertThatThrownBy(() ->
              test.database()
                  .asEngine(handle -> {
                    test.admin()
                        .useHandle(admin ->
                            admin.execute(
                                "select pg_terminate_backend(?, 10000)", backend(handle)));
                    return backend(handle);
                  }))
          .isInstanceOf(Exception.class);
      assertThat((int) test.database().asEngine(PoolsTest::backend)).isNotEqualTo(backend);
    }
  }
}
