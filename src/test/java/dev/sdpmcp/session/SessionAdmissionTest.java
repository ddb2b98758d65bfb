package dev.sdpmcp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sdpmcp.access.Caller;
import dev.sdpmcp.config.SessionLimits;
import dev.sdpmcp.session.SessionAdmission.LimitExceeded.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SessionAdmissionTest {

    private static final SessionLimits LIMITS =
            new SessionLimits(2, 3, 4, 60, 600, 600, Duration.ofMinutes(30), Duration.ofSeconds(30));

    private final SessionAdmission admission = new SessionAdmission(LIMITS);

    private static Caller caller(String key, String address) {
        return new Caller(key, address, false);
    }

    private void refuses(Caller caller, Limit limit) {
        assertThatExceptionOfType(SessionAdmission.LimitExceeded.class)
                .isThrownBy(() -> admission.admit(caller))
                .extracting(SessionAdmission.LimitExceeded::limit)
                .isEqualTo(limit);
    }

    @Test
    void bounds_the_sessions_of_an_address() {
        admission.admit(caller("a", "1"));
        admission.admit(caller("b", "1"));

        refuses(caller("c", "1"), Limit.ADDRESS);
        admission.admit(caller("c", "2"));
    }

    @Test
    void takes_the_network_of_an_ipv6_client_for_its_address() {
        admission.admit(caller("a", "2001:db8:0:1::1"));
        SessionAdmission.Permit second = admission.admit(caller("b", "2001:db8:0:1::2"));

        refuses(caller("c", "2001:db8:0:1::3"), Limit.ADDRESS);
        admission.admit(caller("c", "2001:db8:0:2::3"));
        assertThat(admission.byAddress()).containsKeys("2001:db8:0:1::1", "2001:db8:0:1::2");

        second.close();
        admission.admit(caller("c", "2001:db8:0:1::3"));
    }

    @Test
    void bounds_the_sessions_of_a_key() {
        admission.admit(caller("a", "1"));
        admission.admit(caller("a", "2"));
        admission.admit(caller("a", "3"));

        refuses(caller("a", "4"), Limit.KEY);
        admission.admit(caller("b", "4"));
    }

    @Test
    void bounds_the_sessions_of_everybody() {
        for (String each : new String[] {"1", "2", "3", "4"}) {
            admission.admit(caller(each, each));
        }

        refuses(caller("5", "5"), Limit.TOTAL);
    }

    @Test
    void takes_a_place_back_once() {
        SessionAdmission.Permit permit = admission.admit(caller("a", "1"));
        admission.admit(caller("a", "1"));

        permit.close();
        permit.close();

        assertThat(admission.total()).isEqualTo(1);
        assertThat(admission.byAddress()).isEqualTo(Map.of("1", 1));
        admission.admit(caller("a", "1"));
        refuses(caller("a", "1"), Limit.ADDRESS);
    }

    @Test
    void keeps_nothing_of_an_address_that_has_left() {
        admission.admit(caller("a", "1")).close();

        assertThat(admission.byAddress()).isEmpty();
        assertThat(admission.total()).isZero();
    }

    @Test
    void counts_nothing_for_a_caller_that_it_refuses() {
        admission.admit(caller("a", "1"));
        admission.admit(caller("a", "1"));

        refuses(caller("b", "1"), Limit.ADDRESS);

        assertThat(admission.total()).isEqualTo(2);
    }

    @Test
    void admits_nobody_once_the_door_is_shut() {
        admission.stopAdmission();

        refuses(caller("a", "1"), Limit.SHUTTING_DOWN);
    }

    @Test
    @Timeout(60)
    void gives_the_last_place_to_one_of_many_that_race_for_it() throws Exception {
        int racers = 100;
        ExecutorService threads = Executors.newFixedThreadPool(racers);
        CyclicBarrier start = new CyclicBarrier(racers);
        try {
            for (int round = 0; round < 50; round++) {
                SessionAdmission each = new SessionAdmission(
                        new SessionLimits(1, 1, 1, 60, 600, 600, Duration.ofMinutes(1), Duration.ofSeconds(1)));
                AtomicInteger admitted = new AtomicInteger();
                List<Future<Integer>> racing = new ArrayList<>();
                for (int racer = 0; racer < racers; racer++) {
                    racing.add(threads.submit(() -> {
                        start.await();
                        each.admit(caller("a", "1"));
                        return admitted.incrementAndGet();
                    }));
                }
                assertThat(racing.stream().filter(SessionAdmissionTest::failed)).hasSize(racers - 1);
                assertThat(admitted).hasValue(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean failed(Future<?> racer) {
        try {
            racer.get();
            return false;
        } catch (ExecutionException refused) {
            return true;
        } catch (InterruptedException hurried) {
            throw new AssertionError(hurried);
        }
    }
}
