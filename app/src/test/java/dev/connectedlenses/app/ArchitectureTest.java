package dev.connectedlenses.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.connectedlenses.engine.Failpoint;
import org.junit.jupiter.api.Test;

/** Who may import whom, as docs/architecture.md draws it. */
final class ArchitectureTest {
  private static final String ROOT = "dev.connectedlenses.";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(place -> !place.contains("-tests.jar"))
          .importPackages("dev.connectedlenses");

  private static final DescribedPredicate<JavaClass> SQL =
      JavaClass.Predicates.resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..")
          .and(DescribedPredicate.not(JavaClass.Predicates.assignableTo(Throwable.class)))
          .as("JDBC or JDBI types that are no exceptions");

  @Test
  void roomsDependDownwardsOnly() {
    forbid("database", "mcp", "rest", "engine", "server", "cli", "app", "providers", "outbound");
    forbid(
        "calendar",
        "mcp",
        "database",
        "rest",
        "engine",
        "server",
        "cli",
        "app",
        "providers",
        "outbound");
    forbid("outbound", "mcp", "database", "rest", "engine", "server", "cli", "app", "providers");
    forbid("mcp", "database", "rest", "engine", "providers", "server", "cli", "app");
    forbid("providers", "mcp", "database", "rest", "engine", "server", "cli", "app");
    forbid("rest", "mcp", "engine", "providers", "outbound", "server", "cli", "app");
    forbid("engine", "mcp", "rest", "server", "cli", "app");
    forbid("server", "cli", "app");
    forbid("cli", "mcp", "database", "rest", "engine", "providers", "outbound", "server", "app");
  }

  @Test
  void engineRoomsPointInwards() {
    forbid(
        "engine.graph", "engine.node", "engine.run", "engine.team", "engine.tool", "engine.memory");
    forbid("engine.tool", "engine.node", "engine.run", "engine.team");
    forbid("engine.memory", "engine.tool", "engine.node", "engine.run", "engine.team");
    forbid("engine.node", "engine.run", "engine.team");
    forbid("engine.run", "engine.team");
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

  /** Statements and connections stay in a few classes; their exceptions may be caught anywhere. */
  @Test
  void onlyStoresSpeakSql() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "engine..")
        .and()
        .haveNameNotMatching(".*\\.([A-Za-z]*(Store|Journal|JournalRows)|Columns)(\\$.*)?")
        .should()
        .dependOnClassesThat(SQL)
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(ROOT + "rest..")
        .and()
        .resideOutsideOfPackages(ROOT + "rest.sql..", ROOT + "rest.schemacache..")
        .should()
        .dependOnClassesThat(SQL)
        .check(CLASSES);
  }

  @Test
  void onlyOutboundLeavesTheProcess() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + "engine..",
            ROOT + "mcp..",
            ROOT + "providers..",
            ROOT + "server..",
            ROOT + "rest..")
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

  /** The SDK brings clients and servers of its own; only what speaks through ours is used. */
  @Test
  void theSdkOfMcpOpensNothing() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.modelcontextprotocol.client.transport..",
            "io.modelcontextprotocol.modern..",
            "io.modelcontextprotocol.server.transport..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "mcp..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.modelcontextprotocol..", "reactor..")
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

  /** Leases, timers and limits of runs follow the database's clock and the monotonic one. */
  @Test
  void runsKnowNoClockOnTheWall() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "engine.run..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.time\\.(Instant|InstantSource|Clock|LocalDateTime|ZonedDateTime|OffsetDateTime)|java\\.util\\.Date")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }

  /** The places where tests make things go wrong are empty in the product. */
  @Test
  void onlyTestsBringTrouble() {
    classes()
        .that()
        .resideInAPackage(ROOT + "engine")
        .should()
        .haveNameMatching(".*\\.(Failpoint(\\$.*)?|package-info)")
        .because("who is in this package may bring trouble to its failpoints")
        .check(CLASSES);
    assertThat(Failpoint.isArmed()).isFalse();
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
