package dev.sdpmcp.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Tags;

/** The tiers of tests in {@code CONTRIBUTING.md}: what is not tagged is quick. */
@AnalyzeClasses(packages = RoomsTest.ROOT, importOptions = ImportOption.OnlyIncludeTests.class)
class TiersTest {

    /** Databases, sockets, processes and the simulator; by name, as this test uses none of them. */
    private static final Set<String> REAL_PARTS = Set.of(
            "dev.sdpmcp.persistence.Database",
            "dev.sdpmcp.simulator.Simulator",
            "io.zonky.test.db.postgres.embedded.EmbeddedPostgres",
            "com.sun.net.httpserver.HttpServer",
            "java.net.ServerSocket",
            "java.lang.ProcessBuilder");

    @ArchTest
    static final ArchRule A_UNIT_TEST_USES_NO_REAL_PART = classes()
            .that()
            .haveSimpleNameEndingWith("Test")
            .and(DescribedPredicate.not(component()))
            .should(useNoRealPart())
            .because("tests with real parts are tagged \"component\"");

    private static DescribedPredicate<JavaClass> component() {
        return DescribedPredicate.describe(
                "annotated with @Tag(\"component\")",
                test -> Stream.concat(
                                test.tryGetAnnotationOfType(Tag.class).stream(),
                                test.tryGetAnnotationOfType(Tags.class).stream()
                                        .flatMap(tags -> Stream.of(tags.value())))
                        .anyMatch(tag -> tag.value().equals("component")));
    }

    private static ArchCondition<JavaClass> useNoRealPart() {
        return new ArchCondition<>("use no database, socket, process or simulator") {
            @Override
            public void check(JavaClass test, ConditionEvents events) {
                realPart(test)
                        .ifPresent(part -> events.add(SimpleConditionEvent.violated(
                                test, test.getName() + " uses " + part.getDescription())));
            }
        };
    }

    /** The first that it or a class of the tests that it uses depends on. */
    private static Optional<Dependency> realPart(JavaClass test) {
        Set<JavaClass> seen = new HashSet<>(Set.of(test));
        Deque<JavaClass> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            for (Dependency dependency : open.remove().getDirectDependenciesFromSelf()) {
                JavaClass used = dependency.getTargetClass();
                if (REAL_PARTS.contains(used.getName())) {
                    return Optional.of(dependency);
                }
                if (isOfTheTests(used) && seen.add(used)) {
                    open.add(used);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isOfTheTests(JavaClass used) {
        return used.getSource().stream()
                .anyMatch(source -> source.getUri().toString().contains("/test-classes/"));
    }
}
