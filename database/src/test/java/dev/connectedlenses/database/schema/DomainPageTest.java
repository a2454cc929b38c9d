package dev.connectedlenses.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page that goes through the domain model names objects and tests that there are. */
class DomainPageTest {
  private static final Path ROOT = Path.of("..");
  private static final String PAGE = "docs/reference/domain-model.md";
  private static final Set<String> PASSED_BY = Set.of("target", "node_modules", ".git", "main");

  private static Set<String> named(String pattern) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(ROOT.resolve(PAGE)))
        .results()
        .map(m -> m.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyObjectIsInTheCatalog() throws IOException {
    Set<String> objects = named("`((?:lensers|agents|lenses|ai|public)\\.[a-z_]+)[`(]");
    assertThat(objects).hasSizeGreaterThan(40);
    List<String> there;
    try (TestDatabase database = TestDatabase.create()) {
      there =
          database
              .admin()
              .withHandle(h ->
                  h.createQuery(
                          """
                          select n.nspname || '.' || x.name from pg_namespace n join (
                            select relnamespace, relname from pg_class union all select pronamespace, proname from pg_proc
                            union all select typnamespace, typname from pg_type) x (space, name) on x.space = n.oid
                          """)
                      .mapTo(String.class)
                      .list());
    }
    assertThat(there).containsAll(objects);
  }

  @Test
  void everyTestIsASourceFile() throws IOException {
    Set<String> tests = named("`(\\w+Test)`");
    assertThat(tests).hasSizeGreaterThan(20);
    Set<String> files = new TreeSet<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return PASSED_BY.contains(String.valueOf(folder.getFileName()))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(String.valueOf(file.getFileName()).replaceFirst("\\.java$", ""));
            return FileVisitResult.CONTINUE;
          }
        });
    assertThat(files).containsAll(tests);
  }
}
