package dev.connectedlenses.rest;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.rest.auth.TokenVerifier;
import dev.connectedlenses.rest.sql.StoredSettings;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the settings of the data API come from each time it is reloaded. */
sealed interface SettingsSource {

  /** The settings of now, with the verifier of tokens that belongs to them. */
  Read read(Database database);

  /** Settings and verifier. */
  record Read(RestConfig config, TokenVerifier verifier) {}

  /** Settings of the program, the same each time. */
  record Fixed(RestConfig config, TokenVerifier verifier) implements SettingsSource {
    @Override
    public Read read(Database database) {
      return new Read(config, verifier);
    }
  }

  /** Settings by name; what is written in the database wins. */
  record Named(RestSettings settings, InstantSource clock) implements SettingsSource {
    @Override
    public Read read(Database database) {
      RestConfig config = all(database).config();
      return new Read(config, new TokenVerifier(config.jwt(), clock));
    }

    private RestSettings all(Database database) {
      if (!settings.readsDatabase()) {
        return settings;
      }
      StoredSettings stored = new StoredSettings(database);
      Map<String, String> found = new LinkedHashMap<>(stored.read(settings.text("db_pre_config")));
      String later = found.get("db_pre_config");
      if (later != null && settings.text("db_pre_config") == null) {
        found.putAll(stored.read(later));
      }
      return settings.and(found);
    }
  }
}
