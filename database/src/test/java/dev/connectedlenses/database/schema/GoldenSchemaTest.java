package dev.connectedlenses.database.schema;

import dev.connectedlenses.database.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The schema is what was reviewed: {@code golden/<schema>.txt}. */
class GoldenSchemaTest {

  @Test
  void theCatalogEqualsTheReviewedFiles() {
    try (TestDatabase database = TestDatabase.create()) {
      Map<String, List<String>> lines = new TreeMap<>();
      database
          .admin()
          .useHandle(h ->
              h.createQuery(Resources.text("golden.sql"))
                  .mapToMap()
                  .forEach(row ->
                      lines
                          .computeIfAbsent(
                              String.valueOf(row.get("schema")), _ -> new ArrayList<>())
                          .add(String.valueOf(row.get("line")))));

      new Recorded("golden").check(lines);
    }
  }
}
