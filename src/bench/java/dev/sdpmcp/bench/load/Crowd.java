package dev.sdpmcp.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Many clients that each lead a life of their own, on the thread of their {@link Driver}. */
public final class Crowd {

    /** The same lives in each run, as far as the server has no hand in them. */
    private static final long SEED = 20_261_122;

    private static final Duration LATE = Duration.ofMinutes(5);

    private final Driver driver;
    private final Tally tally = new Tally();
    private final List<WanderingClient> clients = new ArrayList<>();

    /** @param entering for so long the clients come, one after the other */
    Crowd(Driver driver, int count, Duration entering) throws IOException {
        this.driver = driver;
        long now = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long enters = now + entering.toNanos() * i / count;
            clients.add(new WanderingClient(driver, tally, new Random(SEED + i), enters));
        }
    }

    /** Lives on for that long. */
    public void live(Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        driver.run(
                () -> {
                    long now = System.nanoTime();
                    clients.forEach(client -> act(client, now));
                    return now >= end;
                },
                time.plus(LATE));
    }

    /** Lets calls that wait for an answer have it, and begins nothing more; then all leave, each in its way. */
    public void leave(Duration atMost) throws IOException {
        long end = System.nanoTime() + atMost.toNanos();
        clients.forEach(WanderingClient::hurry);
        driver.run(
                () -> System.nanoTime() >= end || clients.stream().noneMatch(WanderingClient::isWaiting),
                atMost.plus(LATE));
        for (WanderingClient client : clients) {
            client.leaveForGood();
        }
    }

    private static void act(WanderingClient client, long now) {
        try {
            client.actIfDue(now);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Clients whose session is open and ready, as they see it. */
    public long ready() {
        return clients.stream().filter(WanderingClient::isReady).count();
    }

    public Tally tally() {
        return tally;
    }
}
