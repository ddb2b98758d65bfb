package dev.sdpmcp.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.mcp.ToolResult;
import dev.sdpmcp.persistence.RealPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/**
 * Program that changes tickets on four threads until it is killed. Each ticket is changed once and each subject is
 * used once, so that every call that reaches the help desk can be identified.
 */
final class CallerToBeKilled {

    private final AuditedDesk desk;
    private final String run;
    private final List<String> tickets;

    private CallerToBeKilled(AuditedDesk desk, String run, List<String> tickets) {
        this.desk = desk;
        this.run = run;
        this.tickets = tickets;
    }

    /**
     *  @param arguments simulator, access token, data folder, run, tickets; for PostgreSQL also its port and database
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[2]);
        StorageSettings storage = arguments.length > 5
                ? RealPostgres.settings(folder, arguments[6], "postgres", Integer.parseInt(arguments[5]))
                : new StorageSettings(folder, Optional.empty(), 5, Optional.empty(), List.of(), true);
        AuditedDesk desk = new AuditedDesk(URI.create(arguments[0]), arguments[1], storage);
        new CallerToBeKilled(desk, arguments[3], List.of(arguments[4].split(","))).begin();
        new CountDownLatch(1).await();
    }

    private void begin() {
        List.<Runnable>of(() -> update(0), () -> update(1), () -> note(2), this::create)
                .forEach(work -> new Thread(work).start());
    }

    /** Every third ticket, so that no two threads use the same. */
    private List<String> own(int first) {
        return IntStream.range(0, tickets.size())
                .filter(i -> i % 3 == first)
                .mapToObj(tickets::get)
                .toList();
    }

    private static ObjectNode arguments() {
        return JsonNodeFactory.instance.objectNode();
    }

    private void update(int first) {
        own(first)
                .forEach(ticket -> call(
                        "update_request", arguments().put("request_id", ticket).put("subject", subject(ticket))));
    }

    private void note(int first) {
        own(first)
                .forEach(ticket ->
                        call("add_note", arguments().put("request_id", ticket).put("text", "Seen")));
    }

    private void create() {
        for (int i = 0; i < tickets.size(); i++) {
            call("create_request", creation(KilledProcessIT.CREATED + run + "-" + i));
        }
    }

    /** The new subject. */
    static String subject(String ticket) {
        return "Changed " + ticket;
    }

    /** Arguments of a new ticket, for the first call and its repetition. */
    static ObjectNode creation(String subject) {
        // a ticket with only the same subject could be from another caller
        return arguments()
                .put("subject", subject)
                .put("description", "Ordered as " + subject + ".")
                .put("idempotency_key", subject);
    }

    private void call(String tool, ObjectNode arguments) {
        ToolResult result = desk.call(tool, arguments);
        if (result.isError()) {
            throw new IllegalStateException(tool + " failed: " + result.content());
        }
    }
}
