package org.porchlight.chat;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.LoggedMessage;

/** Who may know whom. A package that is not in the table, or a row without a package, fails. */
class ArchitectureTest {
  private static final String BASE = "org.porchlight.";

  /** The main package joins everything, so it may know all. */
  private static final String MAIN = "chat";

  private static final Map<String, Set<String>> MAY_KNOW =
      Map.ofEntries(
          entry("embedded", Set.of()),
          // What the integration tests run on; never shipped.
          entry("testservers", Set.of("embedded")),
          // The way to Redis, without any key of its own.
          entry("redis", Set.of()),
          // The sentences of its hints are read as its words are.
          entry("moderation", Set.of("moderation.text")),
          entry("moderation.text", Set.of()),
          entry("moderation.personal", Set.of("moderation")),
          entry("moderation.model", Set.of("moderation", "moderation.text")),
          entry(
              "moderation.rules",
              Set.of("moderation", "moderation.text", "moderation.personal", "moderation.model")),
          // The commands that train and measure; nothing else knows it.
          entry("moderation.measure", Set.of("moderation", "moderation.rules")),
          entry("matching", Set.of()),
          entry("matching.policy", Set.of("matching")),
          // Waits and the reasons of an inspection are the policy's.
          entry("matching.redis", Set.of("matching", "matching.policy", "redis")),
          entry("matching.simulation", Set.of("matching", "matching.policy")),
          entry("matching.engine", Set.of("matching", "matching.policy")),
          entry("matching.app", Set.of("matching", "matching.engine", "matching.redis", "redis")),
          entry("chat.protocol", Set.of()),
          // Rows and checkpoints are signed, and reasons sealed, with keys derived from the key
          // file.
          entry("chat.audit", Set.of("chat.sealing", "redis")),
          entry("chat.sealing", Set.of()),
          // Secrets of authenticator apps are sealed.
          entry("chat.access", Set.of("chat.audit", "chat.sealing", "redis")),
          entry("chat.people", Set.of("chat.access", "chat.audit")),
          entry("chat.resources", Set.of("chat.access", "chat.audit")),
          // Counts, and nothing about anybody.
          entry("chat.outcomes", Set.of()),
          // The notice that access shows is made of its rules.
          entry(
              "chat.house",
              Set.of(
                  "chat.access",
                  "chat.audit",
                  // Whether a line is due, before the house opens.
                  "chat.resources")),
          entry("chat.pages", Set.of("chat.intake", "chat.duty", "chat.house", "chat.resources")),
          entry("chat.conversation", Set.of("moderation")),
          // The policy file changes which of the rules speak, coordinators add to them, and what
          // they change is written down.
          entry(
              "chat.policy",
              Set.of(
                  "chat.access",
                  "chat.audit",
                  "chat.conversation",
                  "moderation",
                  "moderation.rules")),
          // The port it implements speaks of what moderation saw.
          entry("chat.log", Set.of("chat.conversation", "chat.sealing", "moderation", "redis")),
          // Who opens a transcript shows a code, and it is written down.
          entry(
              "chat.archive",
              Set.of(
                  "chat.access",
                  "chat.audit",
                  "chat.conversation",
                  // How long it was promised to keep them.
                  "chat.house",
                  "chat.sealing",
                  "redis")),
          // Only who has the words finds a way back. That a supervisor closes one is written down.
          entry(
              "chat.continuity",
              Set.of("chat.access", "chat.audit", "chat.conversation", "chat.sealing", "redis")),
          entry(
              "chat.intake",
              Set.of(
                  "chat.access",
                  // That a peer hands over is written down.
                  "chat.audit",
                  "chat.conversation",
                  // The rule of the door, and what it tells when it is closed.
                  "chat.house",
                  "chat.resources",
                  "matching",
                  "moderation")),
          // What kind of flag makes a conversation a hard one.
          entry(
              "chat.duty",
              Set.of(
                  "chat.access",
                  "chat.conversation",
                  // Whether whoever could come on duty is asked to.
                  "chat.house",
                  "chat.people",
                  "chat.sealing",
                  "matching",
                  "moderation",
                  "redis")),
          entry(
              "chat.supervision",
              Set.of(
                  "chat.access",
                  "chat.audit",
                  "chat.conversation",
                  // Who is on duty, who was lost, and why whom.
                  "chat.duty",
                  // Who is on call.
                  "chat.house",
                  "chat.policy",
                  "chat.sealing",
                  "matching",
                  "moderation",
                  "redis")),
          // It turns what features say into frames, so it sees their words: matching's and
          // moderation's too.
          entry(
              "chat.socket",
              Set.of(
                  "chat.protocol",
                  "chat.access",
                  "chat.intake",
                  "chat.duty",
                  "chat.continuity",
                  "chat.conversation",
                  "chat.outcomes",
                  "chat.resources",
                  "chat.supervision",
                  "matching",
                  "moderation")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.porchlight");

  @Test
  void everyPackageIsInTheTableAndTheTableNamesNoOther() {
    Set<String> packages = CLASSES.stream().map(ArchitectureTest::name).collect(Collectors.toSet());
    Set<String> table = new HashSet<>(MAY_KNOW.keySet());
    table.add(MAIN);
    assertThat(packages).isEqualTo(table);
    MAY_KNOW.values().forEach(known -> assertThat(packages).containsAll(known));
  }

  @TestFactory
  Stream<DynamicTest> aPackageKnowsOnlyWhatItsRowNames() {
    return MAY_KNOW.entrySet().stream()
        .map(row ->
            DynamicTest.dynamicTest(row.getKey(), () -> checkRow(row.getKey(), row.getValue())));
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(CLASSES.stream().map(JavaClass::getPackage).distinct())
        .allMatch(each -> each.isAnnotatedWith(NullMarked.class));
  }

  @Test
  void driversOfTheStoresStayInTheClassesNamedForThem() {
    noClasses()
        .that()
        .haveNameNotMatching(".*[.]Redis[^.]*")
        .and()
        .haveSimpleNameNotContaining("Configuration")
        .and()
        .resideOutsideOfPackages("..testservers..", "..embedded..", "org.porchlight.redis")
        .and()
        .doNotHaveFullyQualifiedName("org.porchlight.chat.log.Keys")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.lettuce..", "org.springframework.data.redis..")
        .check(CLASSES);
    noClasses()
        .that()
        .haveNameNotMatching(".*[.]Postgres[^.]*")
        .and()
        .haveSimpleNameNotContaining("Configuration")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.r2dbc..", "org.springframework.r2dbc..")
        .check(CLASSES);
  }

  @Test
  void theSocketStaysInItsPackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..chat.socket..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework.web.reactive.socket..")
        .check(CLASSES);
  }

  @Test
  void theHeartAndTheRulesAreFreeOfSpring() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "..chat.conversation..",
            "..moderation..",
            "org.porchlight.matching",
            "..matching.policy..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..")
        .check(CLASSES);
  }

  @Test
  void nobodySubscribesOrBlocksButLoops() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Loop")
        .and()
        .doNotHaveFullyQualifiedName("org.porchlight.chat.Welcome")
        .and()
        .doNotHaveFullyQualifiedName("org.porchlight.chat.Commands")
        .should()
        .callMethodWhere(
            describe(
                "a call to subscribe or block of Reactor",
                call ->
                    call.getTargetOwner().getPackageName().startsWith("reactor.core.publisher")
                        && call.getName().matches("subscribe|block.*")))
        .check(CLASSES);
  }

  @Test
  void onlyALogMakesALoggedMessage() {
    noClasses()
        .that()
        .areNotAssignableTo(ConversationLog.class)
        .should()
        .callConstructorWhere(
            describe(
                "a LoggedMessage is made",
                call -> call.getTargetOwner().isEquivalentTo(LoggedMessage.class)))
        .check(CLASSES);
  }

  private static void checkRow(String row, Set<String> known) {
    classes()
        .that(describe("are in " + row, (JavaClass each) -> name(each).equals(row)))
        .should()
        .onlyDependOnClassesThat(
            describe(
                "its row names",
                (JavaClass each) ->
                    !each.getPackageName().startsWith(BASE)
                        || name(each).equals(row)
                        || known.contains(name(each))))
        .check(CLASSES);
  }

  private static String name(JavaClass each) {
    return each.getPackageName().substring(BASE.length());
  }
}
