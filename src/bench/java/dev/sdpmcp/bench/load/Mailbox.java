package dev.sdpmcp.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The messages of one session: sent one after the other, and remembered until they are answered. For one thread. */
final class Mailbox implements AnswerReader.Body {

    /** Is told when a message has been taken and answered as it should be. */
    interface Listener {
        void settled(Demand demand) throws IOException;
    }

    /** The server ends a connection that is silent for 30 s; who writes in that moment is not heard. */
    private static final Duration REUSABLE = Duration.ofSeconds(15);

    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
    private static final int NOT_FOUND = 404;

    private final String apiKey;
    private final Tally tally;
    private final Random dice;
    private final Listener listener;
    private final Wire wire;
    private final Deque<Demand> toSend = new ArrayDeque<>();
    private final Map<Integer, Sent> open = new HashMap<>();
    private String path = "";
    private int lastId;
    private @Nullable Sent sending;
    private boolean excused;
    private long usedAt;

    private record Sent(int id, Demand demand, long at) {}

    Mailbox(Driver driver, Tally tally, Random dice, Listener listener) throws IOException {
        this.apiKey = driver.apiKey();
        this.tally = tally;
        this.dice = dice;
        this.listener = listener;
        this.wire = driver.wire(this);
    }

    void address(String endpoint) {
        path = endpoint;
    }

    void send(Demand demand) throws IOException {
        toSend.add(demand);
        sendNext();
    }

    /** From now on the server may have given the session up. */
    void excuse() {
        excused = true;
    }

    /** It has not: it still answers. */
    void pardon() {
        excused = false;
    }

    boolean isExcused() {
        return excused;
    }

    boolean isEmpty() {
        return sending == null && toSend.isEmpty() && open.isEmpty();
    }

    /** The oldest message that was not answered in that time; null if there is none. */
    @Nullable
    String overdue(long now, Duration limit) {
        return open.values().stream()
                .filter(sent -> now - sent.at() > limit.toNanos())
                .map(sent -> sent.demand().name())
                .findFirst()
                .orElse(null);
    }

    /** Drops everything: nobody is there any more to wait for answers. */
    void drop() throws IOException {
        wire.close();
        toSend.clear();
        open.clear();
        sending = null;
        excused = false;
    }

    private void sendNext() throws IOException {
        Demand demand = sending == null ? toSend.poll() : null;
        if (demand == null) {
            return;
        }
        long now = System.nanoTime();
        if (now - usedAt > REUSABLE.toNanos()) {
            wire.close();
        }
        usedAt = now;
        Sent sent = new Sent(++lastId, demand, now);
        sending = sent;
        if (demand.isAnswered()) {
            open.put(sent.id(), sent);
        }
        try {
            wire.send(ByteBuffer.wrap(request(demand, demand.withId(sent.id(), dice))));
        } catch (IOException refused) {
            wire.close();
            gone();
        }
    }

    private byte[] request(Demand demand, String body) {
        return ("POST " + (demand.path().isEmpty() ? path : demand.path())
                        + " HTTP/1.1\r\nHost: localhost\r\nX-API-Key: "
                        + apiKey + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void head(int status) {
        Sent sent = sending;
        if (sent == null) {
            tally.wrong("an answer to no POST: " + status);
        } else if (status == sent.demand().status()) {
            tally.done(status + " to " + sent.demand().name());
            if (sent.demand().isAnswered()) {
                tally.accepted();
            }
        } else {
            open.remove(sent.id());
            String what = status + " to " + sent.demand().name();
            if (excused && status == NOT_FOUND) {
                tally.done(what + ", when the server had given the session up");
            } else {
                tally.wrong(what);
            }
        }
    }

    @Override
    public void octet(byte octet) {
        // The status says it all.
    }

    @Override
    public void end() throws IOException {
        Sent sent = sending;
        sending = null;
        usedAt = System.nanoTime();
        if (sent != null && !open.containsKey(sent.id())) {
            listener.settled(sent.demand());
        }
        sendNext();
    }

    @Override
    public void gone() {
        Sent sent = sending;
        if (sent != null) {
            tally.wrong("connection closed instead of an answer to a POST");
            open.remove(sent.id());
            sending = null;
        }
    }

    @Override
    public void broken(IOException reset) {
        gone();
    }

    /** A message came on the stream. */
    void answered(String line) throws IOException {
        Matcher id = ID.matcher(line);
        Sent sent = id.find() ? open.remove(Integer.parseInt(id.group(1))) : null;
        if (sent == null) {
            tally.wrong("an answer that nobody waits for");
            return;
        }
        tally.answered(System.nanoTime() - sent.at());
        Demand.End end = Demand.endOf(line);
        if (end != sent.demand().end()) {
            tally.wrong(sent.demand().name() + " ended as " + end);
        }
        if (!sent.equals(sending)) {
            listener.settled(sent.demand());
        }
    }
}
