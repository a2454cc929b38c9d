package dev.connectedlenses.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerUrlTest {

  private static final ServerUrl FULL =
      new ServerUrl(
          "db.example", 6543, "lenses", "ad min", "p@ss:+word", Map.of("sslmode", "require"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://ad%20min:p%40ss:+word@db.example:6543/lenses?sslmode=require",
        "postgres://ad%20min:p%40ss:+word@db.example:6543/lenses?sslmode=require",
        "jdbc:postgresql://db.example:6543/lenses?user=ad%20min&password=p%40ss:+word&sslmode=require"
      })
  void theUsualSpellings(String text) {
    assertThat(ServerUrl.parse(text)).isEqualTo(FULL);
  }

  @Test
  void theDriverGetsEverythingButTheLoginInItsAddress() {
    assertThat(FULL.jdbc()).isEqualTo("jdbc:postgresql://db.example:6543/lenses?sslmode=require");
    assertThat(FULL.login())
        .containsEntry("user", "ad min")
        .containsEntry("password", "p@ss:+word");
  }

  @Test
  void theWholeLineIsReadAsItWasWritten() {
    for (ServerUrl url : List.of(FULL, FULL.to("böse/ name"), FULL.as("a:b@c", "%2F/ü?&"))) {
      assertThat(ServerUrl.parse(url.secretText())).isEqualTo(url);
    }
  }

  @Test
  void theDefaultPort() {
    assertThat(ServerUrl.parse("postgresql://u:p@localhost/d").port()).isEqualTo(5432);
  }

  @Test
  void thePasswordIsNeverShown() {
    assertThat(FULL.toString()).contains("db.example", "lenses").doesNotContain("p@ss");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "mysql://u:secret@h/d",
        "postgresql://h",
        "postgresql://u:secret@h",
        "postgresql://h/d",
        "postgresql://u:secret@h:port/d",
        "postgresql://u:sec ret@h/d"
      })
  void whatIsNotUnderstoodIsRefusedWithoutRepeatingIt(String text) {
    assertThatThrownBy(() -> ServerUrl.parse(text))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("postgresql://user:password@host:5432/database")
        .hasMessageNotContaining("secret");
  }

  @Test
  void anotherLoginAndAnotherDatabase() {
    assertThat(FULL.as("x", "y").to("z"))
        .isEqualTo(new ServerUrl("db.example", 6543, "z", "x", "y", Map.of("sslmode", "require")));
  }
}
