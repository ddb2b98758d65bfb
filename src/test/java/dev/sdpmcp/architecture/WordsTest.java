package dev.sdpmcp.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.servlet.Filter;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseFilter;

/** Names of classes, and where the program may write to logs and to the console. */
@AnalyzeClasses(packages = RoomsTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class WordsTest {

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Service)$")
            .because("these words say nothing about the class; preferred: Cache, Retry, Bulkhead, Interceptor, Filter,"
                    + " Policy, Registry, Queue, Lease, Heartbeat, Limit");

    @ArchTest
    static final ArchRule A_RESOURCE_HAS_A_PATH = classes()
            .that()
            .haveSimpleNameEndingWith("Resource")
            .and()
            .resideInAnyPackage(RoomsTest.room("transport"), RoomsTest.room("ops"), RoomsTest.room("access"))
            .should()
            .beAnnotatedWith(Path.class)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule WHAT_HAS_A_PATH_IS_A_RESOURCE = classes()
            .that()
            .areAnnotatedWith(Path.class)
            .and()
            .areNotInterfaces()
            .should()
            .haveSimpleNameEndingWith("Resource")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule A_FILTER_IS_ONE_OF_JAX_RS = classes()
            .that()
            .haveSimpleNameEndingWith("Filter")
            .and()
            // Its filters are Grizzly's, or those of java.util.logging.
            .resideOutsideOfPackage(RoomsTest.room("launcher"))
            .should()
            .beAssignableTo(assignableTo(ContainerRequestFilter.class)
                    .or(assignableTo(Filter.class))
                    .or(assignableTo(ContainerResponseFilter.class))
                    .or(assignableTo(ClientRequestFilter.class))
                    .or(assignableTo(ClientResponseFilter.class)))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule WHAT_IS_A_FILTER_SAYS_SO = classes()
            .that()
            .areAssignableTo(ContainerRequestFilter.class)
            .or()
            .areAssignableTo(ContainerResponseFilter.class)
            .should()
            .haveSimpleNameEndingWith("Filter")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule LOGS_GO_THROUGH_SYSTEM_LOGGER = noClasses()
            .that()
            // Where the form of all lines is made, for those who write none.
            .resideOutsideOfPackage(RoomsTest.room("launcher.log"))
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.logging.."));

    @ArchTest
    static final ArchRule ONLY_PLAIN_PROGRAMS_USE_THE_CONSOLE = noClasses()
            .that()
            .resideOutsideOfPackages(RoomsTest.room("launcher"), RoomsTest.room("simulator"))
            .should(ACCESS_STANDARD_STREAMS);
}
