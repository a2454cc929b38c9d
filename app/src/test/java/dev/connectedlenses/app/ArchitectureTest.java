package dev.connectedlenses.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may import whom, as docs/architecture.md draws it. */
final class ArchitectureTest {
  private static final String ROOT = "dev.connectedlenses.";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.connectedlenses");

  @Test
  void roomsDependDownwardsOnly() {
    forbid("database", "rest", "engine", "server", "cli", "app", "providers", "outbound");
    forbid("outbound", "database", "rest", "engine", "server", "cli", "app", "providers");
    forbid("providers", "database", "rest", "engine", "server", "cli", "app");
    forbid("rest", "engine", "providers", "outbound", "server", "cli", "app");
    forbid("engine", "rest", "server", "cli", "app");
    forbid("server", "cli", "app");
    forbid("cli", "database", "rest", "engine", "providers", "outbound", "server", "app");
  }

  @Test
  void engineRoomsPointInwards() {
    forbid("engine.graph", "engine.node", "engine.run");
    forbid("engine.node", "engine.run");
  }

  @Test
  void jettyStaysBehindOneDoor() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "server.http..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.jetty..")
        .check(CLASSES);
  }

  @Test
  void onlyStoresSpeakSql() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "engine..")
        .and()
        .haveSimpleNameNotContaining("Store")
        .and()
        .haveSimpleNameNotContaining("Journal")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(ROOT + "rest..")
        .and()
        .resideOutsideOfPackages(ROOT + "rest.sql..", ROOT + "rest.schemacache..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..")
        .check(CLASSES);
  }

  @Test
  void onlyOutboundLeavesTheProcess() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + "engine..", ROOT + "providers..", ROOT + "server..", ROOT + "rest..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.net.http..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.Socket")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.URLConnection")
        .check(CLASSES);
  }

  @Test
  void secretsAreNotMadeFromGuessableNumbers() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + "server.accounts..", ROOT + "rest.auth..", ROOT + "database..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Random")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
        .check(CLASSES);
  }

  private static void forbid(String room, String... others) {
    for (String other : others) {
      noClasses()
          .that()
          .resideInAPackage(ROOT + room + "..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + other + "..")
          .allowEmptyShould(true)
          .check(CLASSES);
    }
  }
}
