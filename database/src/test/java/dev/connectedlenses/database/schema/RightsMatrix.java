package dev.connectedlenses.database.schema;

import dev.connectedlenses.database.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** What every persona can do with every object, found by trying it on the rows of the fixture. */
final class RightsMatrix {
  private final Handle handle;

  /** Ready to probe: the fixture is loaded and the probe is known to this session. */
  RightsMatrix(Handle handle) {
    this.handle = handle;
    handle.createUpdate(Resources.text("rights/probe.sql")).execute();
  }

  static void loadFixture(TestDatabase database) {
    database
        .admin()
        .useTransaction(h -> {
          for (Path file : Resources.below("rights/fixture")) {
            h.createScript(Resources.text(file)).execute();
          }
        });
  }

  /** Schema → lines, every object of the catalog in order. */
  Map<String, List<String>> all() {
    Map<String, List<String>> lines = new TreeMap<>();
    for (Map<String, Object> row :
        handle.createQuery(Resources.text("rights/objects.sql")).mapToMap().list()) {
      List<String> schema =
          lines.computeIfAbsent(String.valueOf(row.get("schema")), _ -> new ArrayList<>());
      schema.addAll(String.valueOf(row.get("line")).lines().toList());
      if (row.get("relation") != null) {
        schema.addAll(table(String.valueOf(row.get("relation")), Persona.ALL));
      }
    }
    return lines;
  }

  /** One line per persona with any right on the table, "nobody" when there is none. */
  List<String> table(String oid, List<Persona> personas) {
    List<String> lines = new ArrayList<>();
    for (Persona persona : personas) {
      String rights =
          handle
              .createQuery("select pg_temp.probe(?::oid::regclass, ?, ?)")
              .bind(0, oid)
              .bind(1, persona.role())
              .bind(2, persona.claims())
              .mapTo(String.class)
              .one();
      if (!rights.isEmpty()) {
        lines.add("  " + persona.name() + ": " + rights);
      }
    }
    return lines.isEmpty() ? List.of("  nobody") : lines;
  }
}
