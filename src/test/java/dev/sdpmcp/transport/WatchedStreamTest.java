package dev.sdpmcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class WatchedStreamTest {

    private final WatchedStream stream =
            new WatchedStream(new TcpConnection(new InetSocketAddress(3000), new InetSocketAddress(40_000)), () -> {});

    @Test
    void a_closed_connection_is_gone_at_once() {
        assertThat(stream.isGone(false)).isFalse();
        assertThat(stream.isGone(true)).isTrue();
    }

    /** A reset one is in no table; one look may miss one that is open. */
    @Test
    void a_connection_that_was_there_is_gone_when_it_is_missed_three_times_in_a_row() {
        assertThat(stream.isGone(false)).isFalse();
        assertThat(stream.isGone(null)).isFalse();
        assertThat(stream.isGone(null)).isFalse();
        assertThat(stream.isGone(false)).isFalse();
        assertThat(stream.isGone(null)).isFalse();
        assertThat(stream.isGone(null)).isFalse();
        assertThat(stream.isGone(null)).isTrue();
    }

    /** Where the table has other names for it, as behind some kinds of address translation, keep-alives decide. */
    @Test
    void a_connection_that_was_never_there_is_left_alone() {
        for (int look = 0; look < 10; look++) {
            assertThat(stream.isGone(null)).isFalse();
        }
    }
}
