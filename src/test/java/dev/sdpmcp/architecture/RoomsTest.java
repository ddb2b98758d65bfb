package dev.sdpmcp.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.sdpmcp.access.Caller;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The map of rooms in {@code docs/architecture.md}: a package under the root is a room, arrows go one way. */
@AnalyzeClasses(packages = RoomsTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

    static final String ROOT = "dev.sdpmcp";

    /** The room that every other may use. */
    private static final String FOR_ALL = "text";

    /** Which rooms a room may use. A new room needs a row here, and a reason. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("jsonrpc", Set.of()),
            Map.entry("mcp", Set.of("jsonrpc")),
            Map.entry("tool", Set.of("mcp", "jsonrpc", "access", "config")),
            Map.entry("session", Set.of("mcp", "jsonrpc", "access", "throttle", "telemetry", "config")),
            Map.entry("dispatch", Set.of("tool", "session", "mcp", "jsonrpc", "access", "telemetry", "config")),
            Map.entry("lifecycle", Set.of("telemetry")),
            Map.entry(
                    "transport",
                    Set.of(
                            "lifecycle",
                            "dispatch",
                            "session",
                            "mcp",
                            "jsonrpc",
                            "access",
                            "throttle",
                            "telemetry",
                            "config")),
            Map.entry("access", Set.of("requesthead", "throttle", "persistence", "telemetry", "lifecycle", "config")),
            Map.entry("requesthead", Set.of()),
            Map.entry("throttle", Set.of()),
            Map.entry("upstream", Set.of("throttle", "persistence", "telemetry", "lifecycle", "config")),
            Map.entry(
                    "desk",
                    Set.of("tool", "mcp", "access", "throttle", "upstream", "config", "history", "persistence")),
            Map.entry("history", Set.of("persistence", "telemetry", "config", "lifecycle")),
            Map.entry(
                    "audit",
                    Set.of(
                            "persistence",
                            "telemetry",
                            "config",
                            "access",
                            "dispatch",
                            "session",
                            "tool",
                            "mcp",
                            "upstream",
                            "lifecycle")),
            Map.entry("persistence", Set.of("telemetry", "config", "lifecycle")),
            Map.entry("telemetry", Set.of("config")),
            Map.entry("config", Set.of()),
            Map.entry(FOR_ALL, Set.of()),
            Map.entry(
                    "ops",
                    Set.of(
                            "lifecycle",
                            "dispatch",
                            "tool",
                            "session",
                            "upstream",
                            "mcp",
                            "jsonrpc",
                            "access",
                            "throttle",
                            "audit",
                            "persistence",
                            "telemetry",
                            "config")),
            Map.entry("backup", Set.of("config", "persistence", "audit", "telemetry", "lifecycle")),
            Map.entry(
                    "command",
                    Set.of("config", "persistence", "upstream", "desk", "audit", "doctor", "backup", "telemetry")),
            Map.entry("doctor", Set.of("config", "persistence", "upstream", "desk", "telemetry")),
            Map.entry("simulator", Set.of()),
            Map.entry("launcher", Set.of("config", "requesthead")));

    /** Rooms that want to know who calls, and nothing else of how that is found out. */
    private static final Set<String> KNOW_THE_CALLER_ONLY = Set.of("tool", "session", "dispatch", "desk");

    @ArchTest
    static void each_room_uses_only_the_rooms_it_may(JavaClasses classes) {
        MAY_USE.forEach((room, others) -> {
            String[] open = Stream.concat(Stream.of(room, FOR_ALL), others.stream())
                    .map(RoomsTest::room)
                    .toArray(String[]::new);
            check(
                    noClasses()
                            .that()
                            .resideInAPackage(room(room))
                            .should()
                            .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(open)))),
                    classes);
        });
    }

    @ArchTest
    static void some_rooms_know_of_access_only_the_caller(JavaClasses classes) {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(KNOW_THE_CALLER_ONLY.stream()
                                .map(RoomsTest::room)
                                .toArray(String[]::new))
                        .should()
                        .dependOnClassesThat(resideInAPackage(room("access"))
                                .and(not(JavaClass.Predicates.equivalentTo(Caller.class)))),
                classes);
    }

    @ArchTest
    static void every_room_is_on_the_map(JavaClasses classes) {
        Set<String> rooms = new TreeSet<>();
        for (JavaClass type : classes) {
            String inside = type.getPackageName().substring(ROOT.length());
            if (!inside.isEmpty()) {
                rooms.add(inside.split("\\.")[1]);
            }
        }
        assertThat(rooms).isSubsetOf(MAY_USE.keySet());
    }

    @ArchTest
    static final ArchRule ROOMS_ARE_FREE_OF_CYCLES =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    static String room(String name) {
        return ROOT + "." + name + "..";
    }

    private static void check(ArchRule rule, JavaClasses classes) {
        rule.allowEmptyShould(true).check(classes);
    }
}
