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

  private record Key(List<String> names, String begin, String sql, int times) {}

  /** A transaction in which a statement is run so many times, with settings before each. */
  String of(UserSettings settings, String sql, int times) {
    Key key = new Key(settings.names(), settings.begin(), sql, times);
    String text = known.get(key);
    if (text == null) {
      text =
          settings.begin()
              + ";\n"
              + (settings.sql() + ";\n" + sql + ";\n").repeat(times)
              + "commit";
      if (known.size() >= MOST) {
        known.clear();
      }
      known.put(key, text);
    }
    return text;
  }
}
