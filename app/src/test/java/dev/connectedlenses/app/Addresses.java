package dev.connectedlenses.app;

import dev.connectedlenses.database.ServerUrl;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Database addresses as users type them. */
final class Addresses {
  private Addresses() {}

  static String of(ServerUrl url) {
    return "postgresql://%s:%s@%s:%d/%s"
        .formatted(
            url.user(),
            URLEncoder.encode(url.password(), StandardCharsets.UTF_8),
            url.host(),
            url.port(),
            url.database());
  }
}
