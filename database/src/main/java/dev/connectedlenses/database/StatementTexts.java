package dev.connectedlenses.database;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The texts of statements with the settings before them, put together once: the driver finds a
 * statement that is prepared by its text, and a text it has seen before is found without being
 * read.
 */
final class StatementTexts {

  private static final int MOST = 2000;

  private final Map<Key, String> known = new ConcurrentHashMap<>();

  private record Key(List<String> names, String begin, String sql) {}

  String of(UserSettings settings, String sql) {
    Key key = new Key(settings.names(), settings.begin(), sql);
    String text = known.get(key);
    if (text == null) {
      text = settings.begin() + ";\n" + settings.sql() + ";\n" + sql + ";\ncommit";
      if (known.size() >= MOST) {
        known.clear();
      }
      known.put(key, text);
    }
    return text;
  }
}
