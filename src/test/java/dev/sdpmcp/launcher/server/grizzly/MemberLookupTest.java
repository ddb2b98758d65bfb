package dev.sdpmcp.launcher.server.grizzly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MemberLookupTest {

    private static final MemberLookup HOOKS =
            new MemberLookup(MemberLookupTest.class.getClassLoader(), "to limit connections");

    /** A class of a server. */
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
    void names_the_missing_member_and_the_purpose(ThrowingCallable look, String what) {
        assertThatThrownBy(look)
                .isInstanceOf(MissingMember.class)
                .hasMessage(what + " does not exist, which is needed to limit connections");
    }

    @Test
    void finds_members_that_are_not_public() throws ReflectiveOperationException {
        Class<?> type = HOOKS.type(Given.class.getName());
        Object given = new Given();

        assertThat(HOOKS.method(type, "count").invoke(given)).isEqualTo(3);
        assertThat(HOOKS.field(type, "requests").get(given)).isEqualTo(3);
    }

    @Test
    void a_server_without_grizzly_has_no_listeners() {
        assertThatThrownBy(() -> GrizzlyListeners.of(MemberLookupTest.class.getClassLoader()))
                .isInstanceOf(MissingMember.class)
                .hasMessageContaining("GenericGrizzlyListener does not exist, which is needed to find the listeners");
    }
}
