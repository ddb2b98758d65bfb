package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** A client that adds note after note while commands run, and expects each of them to be made. */
final class NotesAdded {

    private static final int CALLS_BEFORE = 20;

    private NotesAdded() {}

    /** Work that may fail in the ways of commands. */
    interface Commands {
        void run() throws Exception;
    }

    /** Runs it while a client changes tickets; says how many changes were answered before it began. */
    static int during(Target target, Commands work) throws Exception {
        AtomicInteger answered = new AtomicInteger();
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Void> load = CompletableFuture.runAsync(() -> keepAddingNotes(target, answered, enough));
        try {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> answered.get() >= CALLS_BEFORE || load.isDone());
            int before = answered.get();
            work.run();
            assertThat(answered.get()).as("calls went on during the backup").isGreaterThan(before);
            return before;
        } finally {
            enough.set(true);
            await(load);
        }
    }

    private static void await(CompletableFuture<Void> load) throws InterruptedException {
        try {
            load.get();
        } catch (ExecutionException failed) {
            throw new AssertionError("the load failed", failed.getCause());
        }
    }

    private static void keepAddingNotes(Target target, AtomicInteger answered, AtomicBoolean enough) {
        try (TestSession session = TestSession.ready(target)) {
            String ticket = session.tool("list_requests", Json.object("{'page_size':1}"))
                    .at("/structuredContent/requests/0/display_id")
                    .asText();
            while (!enough.get()) {
                JsonNode result =
                        session.tool("add_note", Json.object("{'text':'n'}").put("request_id", ticket));
                assertThat(result.path("isError").asBoolean())
                        .as(result.toString())
                        .isFalse();
                answered.incrementAndGet();
            }
        }
    }
}
