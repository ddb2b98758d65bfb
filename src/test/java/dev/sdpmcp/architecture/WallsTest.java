package dev.sdpmcp.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.sdpmcp.tool.registry.Capabilities;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;

/** Jakarta EE stays at the walls of the house, and no server's own classes come in. */
@AnalyzeClasses(packages = RoomsTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {

    private static final String REQUEST_SCOPED = "jakarta.enterprise.context.RequestScoped";

    @ArchTest
    static final ArchRule THE_PROTOCOL_IS_PLAIN_JAVA = classes()
            .that()
            .resideInAnyPackage(RoomsTest.room("jsonrpc"), RoomsTest.room("mcp"))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "com.fasterxml.jackson..",
                    "org.jspecify..",
                    RoomsTest.room("jsonrpc"),
                    RoomsTest.room("mcp")));

    @ArchTest
    static final ArchRule TOOLS_ARE_PLAIN_JAVA_BUT_FOR_THE_CLASS_THAT_COLLECTS_THEM = noClasses()
            .that()
            .resideInAPackage(RoomsTest.room("tool"))
            .and()
            .doNotBelongToAnyOf(Capabilities.class)
            .should()
            .dependOnClassesThat(resideInAPackage("jakarta..").and(not(resideInAPackage("jakarta.validation.."))));

    @ArchTest
    static final ArchRule PLAIN_PROGRAMS_KNOW_NO_JAKARTA = noClasses()
            .that()
            .resideInAnyPackage(RoomsTest.room("simulator"), RoomsTest.room("launcher"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "org.eclipse.microprofile..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule EVENT_STREAMS_ARE_WRITTEN_BY_THE_TRANSPORT = noClasses()
            .that()
            .resideOutsideOfPackage(RoomsTest.room("transport"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ws.rs.sse..");

    @ArchTest
    static final ArchRule HTTP_STAYS_AT_THE_DOORS = noClasses()
            .that()
            .resideOutsideOfPackages(
                    RoomsTest.ROOT,
                    RoomsTest.room("transport"),
                    RoomsTest.room("access"),
                    RoomsTest.room("ops"),
                    RoomsTest.room("telemetry"),
                    RoomsTest.room("upstream"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ws.rs..");

    @ArchTest
    static final ArchRule THE_DATABASE_IS_KNOWN_WHERE_ENTITIES_LIVE = noClasses()
            .that()
            .resideOutsideOfPackages(
                    RoomsTest.room("access"),
                    RoomsTest.room("audit"),
                    RoomsTest.room("history"),
                    RoomsTest.room("upstream.oauth"),
                    RoomsTest.room("desk.write.idempotency"),
                    RoomsTest.room("persistence"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.persistence..");

    @ArchTest
    static final ArchRule WHAT_MEASURES_IS_KNOWN_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackages(RoomsTest.room("telemetry.metrics"), RoomsTest.room("telemetry.tracing"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.prometheus..", "io.opentelemetry..");

    @ArchTest
    static final ArchRule NO_SERVER_IS_KNOWN_BY_NAME = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "fish.payara..",
                    "com.sun.enterprise..",
                    "com.hazelcast..",
                    "org.glassfish..",
                    "org.eclipse.persistence..",
                    "org.jboss..",
                    "org.wildfly..");

    @ArchTest
    static final ArchRule REQUEST_SCOPE_ENDS_AT_THE_DOORS = noClasses()
            .that()
            .resideOutsideOfPackages(RoomsTest.room("transport"), RoomsTest.room("access"), RoomsTest.room("ops"))
            .should()
            .beAnnotatedWith(REQUEST_SCOPED)
            .orShould()
            .dependOnClassesThat()
            .areAnnotatedWith(REQUEST_SCOPED);

    @ArchTest
    static final ArchRule NO_FIELD_IS_PUBLIC_IN_A_BEAN = fields().that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith("jakarta.enterprise.context.ApplicationScoped")
            .and()
            .areNotStatic()
            .should()
            .bePrivate()
            .allowEmptyShould(true)
            .because("a client proxy does not stand in for a field");

    /** The clock of the machine may be set at any time, by hand or by its time server. */
    @ArchTest
    static final ArchRule NO_WAIT_OR_AGE_HANGS_ON_THE_CLOCK_OF_THE_MACHINE = noClasses()
            .that()
            .resideInAnyPackage(
                    RoomsTest.room("lifecycle"),
                    RoomsTest.room("session"),
                    RoomsTest.room("dispatch"),
                    RoomsTest.room("transport"))
            .should()
            .callMethod(Duration.class, "between", Temporal.class, Temporal.class)
            .orShould()
            .callMethod(Instant.class, "plus", TemporalAmount.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    /** A pause that began before the clock was set back an hour would last an hour longer. */
    @ArchTest
    static final ArchRule PAUSES_OF_THE_UPSTREAM_ARE_BY_A_STOPWATCH = noClasses()
            .that()
            .resideInAPackage(RoomsTest.room("upstream"))
            .should()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone");
}
