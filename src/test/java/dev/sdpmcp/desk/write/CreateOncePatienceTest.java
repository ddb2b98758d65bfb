package dev.sdpmcp.desk.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CreateOncePatienceTest {

    /** The two rooms do not know each other, but who waits for another call must be answered before its own is ended. */
    @Test
    void ends_before_a_call_of_a_session_does() throws ReflectiveOperationException {
        Field limit = Class.forName("dev.sdpmcp.dispatch.SessionCall").getDeclaredField("LIMIT");
        limit.setAccessible(true);

        assertThat(CreateOnce.MAX_WAIT).isLessThan((Duration) limit.get(null));
    }
}
