package dev.connectedlenses.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestDatabaseTest {

  @Test
  void twoDatabasesKnowNothingOfEachOther() {
    try (TestDatabase first = TestDatabase.create();
        TestDatabase second = TestDatabase.create()) {
      first.admin().useHandle(h -> h.execute("create table public.only_here (id int)"));

      assertThat(relation(first)).isEqualTo("only_here");
      assertThat(relation(second)).isEqualTo("none");
    }
  }

  private static String relation(TestDatabase database) {
    return database
        .admin()
        .withHandle(h ->
            h.createQuery("select coalesce(to_regclass('public.only_here')::text, 'none')")
                .mapTo(String.class)
                .one());
  }

  @Test
  void aPersonaIsTheRoleAndItsClaims() {
    try (TestDatabase database = TestDatabase.create()) {
      Identity persona = new Identity("pg_monitor", "{\"sub\":\"somebody\"}", null);
      String seen =
          database.asPersona(
              persona,
              h ->
                  h.createQuery(
                          "select current_user || ' '"
                              + " || (current_setting('request.jwt.claims')::json ->> 'sub')")
                      .mapTo(String.class)
                      .one());

      assertThat(seen).isEqualTo("pg_monitor somebody");
    }
  }
}
