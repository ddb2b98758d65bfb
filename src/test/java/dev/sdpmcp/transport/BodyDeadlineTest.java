package dev.sdpmcp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sdpmcp.access.HttpFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BodyDeadlineTest {

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        clock.shutdownNow();
    }

    @Test
    @Timeout(20)
    void does_not_wait_for_ever_for_a_body_that_stops_coming() throws IOException {
        try (PipedOutputStream client = new PipedOutputStream();
                InputStream body = new PipedInputStream(client)) {
            client.write('{');

            // where the first byte took that long already, its reader gives up by itself
            assertThat(catchThrowable(() -> BodyDeadline.read(body, Duration.ofMillis(500), clock)))
                    .isInstanceOfAny(IOException.class, HttpFailure.class);
            assertThat(Thread.currentThread().isInterrupted())
                    .as("what is next on the thread")
                    .isFalse();
        }
    }

    @Test
    void takes_a_body_that_is_there() throws IOException {
        byte[] body = {'{', '}'};

        assertThat(BodyDeadline.read(new ByteArrayInputStream(body), Duration.ofMinutes(1), clock))
                .isEqualTo(body);
    }
}
