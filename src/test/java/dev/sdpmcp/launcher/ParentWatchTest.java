package dev.sdpmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParentWatchTest {

    @AfterEach
    void forget() {
        System.clearProperty(StopSignals.PARENT_PROPERTY);
    }

    @Test
    void stops_at_the_end_of_the_input() throws Exception {
        System.setProperty(StopSignals.PARENT_PROPERTY, "true");
        CountDownLatch stopped = new CountDownLatch(1);
        PipedOutputStream parent = new PipedOutputStream();
        StopSignals.watchParent(new PipedInputStream(parent), () -> {}, stopped::countDown);

        assertThat(stopped.await(200, TimeUnit.MILLISECONDS)).isFalse();
        parent.close();

        assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void reloads_at_each_byte() throws Exception {
        System.setProperty(StopSignals.PARENT_PROPERTY, "true");
        CountDownLatch reloaded = new CountDownLatch(2);
        CountDownLatch stopped = new CountDownLatch(1);
        try (PipedOutputStream parent = new PipedOutputStream()) {
            StopSignals.watchParent(new PipedInputStream(parent), reloaded::countDown, stopped::countDown);
            parent.write('\n');
            parent.write('\n');
            parent.flush();

            assertThat(reloaded.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(stopped.getCount()).isEqualTo(1);
        }
        assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void ignores_the_input_without_the_property() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        PipedOutputStream nobody = new PipedOutputStream();
        StopSignals.watchParent(new PipedInputStream(nobody), () -> {}, stopped::countDown);
        nobody.close();

        assertThat(stopped.await(300, TimeUnit.MILLISECONDS)).isFalse();
    }
}
