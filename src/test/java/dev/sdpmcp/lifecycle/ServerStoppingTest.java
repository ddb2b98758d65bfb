package dev.sdpmcp.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.Priority;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerStoppingTest {

    @Test
    void every_observer_has_a_priority_of_its_own() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.sdpmcp");
        List<JavaParameter> observers = classes.stream()
                .flatMap(each -> each.getMethods().stream())
                .flatMap(method -> method.getParameters().stream())
                .filter(parameter -> parameter.getRawType().isEquivalentTo(ServerStopping.class))
                .filter(parameter -> parameter.isAnnotatedWith("jakarta.enterprise.event.Observes"))
                .toList();

        assertThat(observers).hasSizeGreaterThan(2).allMatch(observer -> observer.isAnnotatedWith(Priority.class));
        assertThat(observers.stream()
                        .map(observer ->
                                observer.getAnnotationOfType(Priority.class).value()))
                .doesNotHaveDuplicates();
    }

    @Test
    void has_the_time_left_until_the_deadline() {
        assertThat(ServerStopping.within(Duration.ofHours(1)).left())
                .isBetween(Duration.ofMinutes(50), Duration.ofHours(1));
        assertThat(ServerStopping.within(Duration.ZERO).left()).isLessThanOrEqualTo(Duration.ZERO);
    }
}
