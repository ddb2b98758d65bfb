package dev.sdpmcp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sdpmcp.access.BodySizeFilter;
import dev.sdpmcp.access.HttpError;
import dev.sdpmcp.access.HttpFailure;
import dev.sdpmcp.transport.MessageResource.PostedBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PostedBodyTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    /** A client that sends a byte at a time and never ends. */
    private static final class Trickle extends InputStream {
        @Override
        public int read() {
            return ' ';
        }

        @Override
        public int read(byte[] target, int from, int length) {
            target[from] = ' ';
            return 1;
        }
    }

    @Test
    void takes_all_of_a_body_of_the_greatest_size() throws IOException {
        byte[] greatest = new byte[BodySizeFilter.MAX_BODY];

        assertThat(PostedBody.read(new ByteArrayInputStream(greatest), LONG)).hasSize(greatest.length);
        assertThat(PostedBody.read(new ByteArrayInputStream(new byte[0]), LONG)).isEmpty();
    }

    @Test
    void refuses_a_byte_more() {
        byte[] tooMuch = new byte[BodySizeFilter.MAX_BODY + 1];

        assertThatExceptionOfType(HttpFailure.class)
                .isThrownBy(() -> PostedBody.read(new ByteArrayInputStream(tooMuch), LONG))
                .satisfies(refused -> assertThat(refused.error()).isEqualTo(HttpError.BODY_TOO_LARGE));
    }

    @Test
    @Timeout(20)
    void does_not_wait_for_ever_for_a_body_that_trickles() {
        assertThatExceptionOfType(HttpFailure.class)
                .isThrownBy(() -> PostedBody.read(new Trickle(), Duration.ZERO))
                .satisfies(refused -> assertThat(refused.error()).isEqualTo(HttpError.BODY_TOO_SLOW));
    }
}
