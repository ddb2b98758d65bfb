package dev.sdpmcp.launcher.server.grizzly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HooksTest {

    private static final Hooks HOOKS = new Hooks(HooksTest.class.getClassLoader(), "to bound connections");

    /** What a server could have. */
    static class Given {
        private final int requests = 3;

        int count() {
            return requests;
        }
    }

    static Stream<Arguments> whatIsMissing() {
        String given = Given.class.getName();
        ThrowingCallable type = () -> HOOKS.type("org.example.Connection");
        ThrowingCallable method = () -> HOOKS.method(Given.class, "close");
        ThrowingCallable parameters = () -> HOOKS.method(Given.class, "count", int.class);
        ThrowingCallable field = () -> HOOKS.field(Given.class, "buffer");
        ThrowingCallable access = () -> HOOKS.field(String.class, "value");
        return Stream.of(
                Arguments.of(type, "the class org.example.Connection"),
                Arguments.of(method, "the method " + given + ".close"),
                Arguments.of(parameters, "the method " + given + ".count"),
                Arguments.of(field, "the field " + given + ".buffer"),
                Arguments.of(access, "access to the field java.lang.String.value"));
    }

    @ParameterizedTest
    @MethodSource("whatIsMissing")
    void names_what_is_not_there_and_what_it_is_needed_for(ThrowingCallable look, String what) {
        assertThatThrownBy(look)
                .isInstanceOf(MissingHook.class)
                .hasMessage(what + " is not there, which is needed to bound connections");
    }

    @Test
    void reaches_what_is_not_public() throws ReflectiveOperationException {
        Class<?> type = HOOKS.type(Given.class.getName());
        Object given = new Given();

        assertThat(HOOKS.method(type, "count").invoke(given)).isEqualTo(3);
        assertThat(HOOKS.field(type, "requests").get(given)).isEqualTo(3);
    }

    @Test
    void a_server_without_grizzly_has_no_listeners() {
        assertThatThrownBy(() -> GrizzlyListeners.of(HooksTest.class.getClassLoader()))
                .isInstanceOf(MissingHook.class)
                .hasMessageContaining("GenericGrizzlyListener is not there, which is needed to find the listeners");
    }
}
