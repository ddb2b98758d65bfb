package dev.sdpmcp.transport;

import dev.sdpmcp.dispatch.SessionFarewell;
import dev.sdpmcp.lifecycle.ServerStopping;
import dev.sdpmcp.session.CloseReason;
import dev.sdpmcp.session.McpSession;
import dev.sdpmcp.session.SessionRegistry;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Ends the service in good order when the server is about to stop: nobody new and no new message is let in, clients are told,
 * running calls get {@link #FOR_CALLS} to finish, those that did not are answered with an error, then the streams end after
 * what is queued on them. Returns by the deadline that it is given:
 * calls get less time then, so that the streams keep {@link #FOR_STREAMS}.
 */
@ApplicationScoped
public class Goodbye {

    static final Duration FOR_CALLS = Duration.ofSeconds(10);
    static final Duration FOR_STREAMS = Duration.ofSeconds(3);

    private static final Logger LOG = System.getLogger(Goodbye.class.getName());
    private static final long POLL_MILLIS = 20;

    @Inject
    private SessionRegistry registry;

    @Inject
    private MessageDoor door;

    @Inject
    private SessionFarewell farewell;

    void leave(@Observes @Priority(ServerStopping.CLIENTS_FIRST) ServerStopping stopping) {
        registry.shutTheDoor();
        door.shut();
        List<McpSession> sessions = List.copyOf(registry.sessions());
        LOG.log(Level.INFO, "Going down: saying goodbye to {0} sessions", sessions.size());
        sessions.forEach(farewell::tell);
        Instant deadline = stopping.deadline();
        boolean allDone = await(
                atMost(FOR_CALLS, deadline.minus(FOR_STREAMS)),
                () -> door.isQuiet()
                        && sessions.stream().allMatch(session -> session.calls().isEmpty()));
        sessions.forEach(session -> session.calls().giveUp());
        sessions.forEach(session -> session.close(CloseReason.SHUTDOWN));
        boolean allWritten = await(
                atMost(FOR_STREAMS, deadline),
                () -> sessions.stream().allMatch(session -> session.output().isEnded()));
        LOG.log(
                Level.INFO,
                "Goodbye said; every call finished: {0}, every stream written out: {1}",
                allDone,
                allWritten);
    }

    private static Duration atMost(Duration usual, Instant deadline) {
        Duration left = Duration.between(Instant.now(), deadline);
        return left.compareTo(usual) < 0 ? left : usual;
    }

    private static boolean await(Duration atMost, BooleanSupplier done) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() >= deadline) {
                return false;
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
