package dev.connectedlenses.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserSettingsTest {

  @Test
  void oneParameterForEachSettingInOrder() {
    UserSettings settings =
        UserSettings.of(Identity.ANONYMOUS).with("request.method", "GET").with("search_path", "x");
    assertThat(settings.values().keySet())
        .containsExactly("role", "request.jwt.claims", "request.method", "search_path");
    assertThat(settings.sql())
        .isEqualTo(
            "select pg_catalog.set_config('role', ?, true),"
                + " pg_catalog.set_config('request.jwt.claims', ?, true),"
                + " pg_catalog.set_config('request.method', ?, true),"
                + " pg_catalog.set_config('search_path', ?, true)");
  }

  @Test
  void aLaterValueReplacesAnEarlierOneInItsPlace() {
    UserSettings settings = UserSettings.of(Identity.ANONYMOUS).with("role", "authenticated");
    assertThat(settings.values()).containsEntry("role", "authenticated");
    assertThat(settings.values().keySet()).first().isEqualTo("role");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "x'; drop table y; --", "a..b", ".a", "1a", "request.hea-der"})
  void aNameThatIsNoneIsRefused(String name) {
    UserSettings settings = UserSettings.of(Identity.ANONYMOUS);
    assertThatThrownBy(() -> settings.with(name, "v")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void withoutARoleThereAreNoSettings() {
    assertThatThrownBy(() -> new UserSettings(Map.of("search_path", "public")))
        .hasMessageContaining("must name the role");
  }

  @Test
  void aSignedInAccount() {
    UUID user = new UUID(7, 9);
    assertThat(Identity.of(user).claimsJson())
        .isEqualTo("{\"role\":\"authenticated\",\"sub\":\"" + user + "\"}");
  }
}
