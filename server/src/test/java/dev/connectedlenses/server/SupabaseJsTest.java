package dev.connectedlenses.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.ServerUrl;
import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.server.accounts.AccessKeys;
import dev.connectedlenses.server.accounts.AccountSettings;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real supabase-js against the real server: {@code src/test/node/supabase.test.mjs}. */
class SupabaseJsTest {

  @TempDir private Path folder;

  @Test
  @Timeout(240)
  void aProgramWrittenWithSupabaseJsWorks() throws Exception {
    try (TestDatabase database = TestDatabase.create()) {
      String fixture = fixture();
      database.admin().useHandle(h -> h.createScript(fixture).execute());
      try (Serve server = Serve.start(config(database.url()), line -> {});
          NodeProgram program =
              NodeProgram.start(
                  Map.of(
                      "SERVER_URL", server.url().toString(),
                      "PUBLISHABLE_KEY", AccessKeys.PUBLISHABLE,
                      "SERVICE_KEY", server.serviceKey()),
                  "--test",
                  "supabase.test.mjs")) {
        assertThat(program.succeed()).contains("pass 14").contains("fail 0");
      }
    }
  }

  private static String fixture() throws Exception {
    try (InputStream in = SupabaseJsTest.class.getResourceAsStream("/supabase/fixture.sql")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Config config(ServerUrl url) {
    String text =
        "postgresql://%s:%s@%s:%d/%s"
            .formatted(
                url.user(),
                URLEncoder.encode(url.password(), StandardCharsets.UTF_8),
                url.host(),
                url.port(),
                url.database());
    return new Config(text, 0, folder.resolve("data"), List.of())
        .with(Reach.DEFAULTS, manyRequests());
  }

  /** One machine plays many people here. */
  private static AccountSettings manyRequests() {
    AccountSettings usual = AccountSettings.DEFAULTS;
    AccountSettings.Limits l = usual.limits();
    return new AccountSettings(
        usual.issuer(),
        true,
        false,
        List.of(),
        new AccountSettings.Limits(
            100, 10_000, 100, l.sessions(), l.accessLife(), l.refreshLife(), l.sessionLife()),
        usual.keys(),
        null,
        List.of());
  }
}
