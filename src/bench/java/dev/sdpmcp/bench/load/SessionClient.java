package dev.sdpmcp.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An MCP client: opens a stream, initialises, and calls the echo tool. A call ends when both are there, the answer to its
 * POST and its answer on the stream.
 */
public final class SessionClient implements Client {

    private static final String INITIALIZE = "{\"jsonrpc\":\"2.0\",\"id\":" + PostRequest.ID
            + ",\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
            + "\"clientInfo\":{\"name\":\"bench\",\"version\":\"1\"}}}";
    private static final String INITIALIZED = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";

    private static final byte[] FAILED_TOOL = "\"isError\":true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FAILED_CALL = "\"error\":{".getBytes(StandardCharsets.US_ASCII);

    private final Driver driver;
    private final String toolCall;
    private final Wire stream;
    private final Wire posts;
    private String path = "";
    private PostRequest request;
    private boolean ready;
    private Round round = new Round(0, 0);
    private int callsLeft;
    private long sentAt;
    private boolean accepted;
    private boolean answered;

    SessionClient(Driver driver, String toolCall) throws IOException {
        this.driver = driver;
        this.toolCall = toolCall;
        this.request = new PostRequest("/", "", "");
        this.stream = driver.wire(new StreamBody());
        this.posts = driver.wire(new PostBody());
        stream.send(ByteBuffer.wrap(("GET " + driver.streams().path() + " HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + driver.apiKey()
                        + "\r\nAccept: text/event-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII)));
    }

    /** Whether it is initialised and its server has been told so. */
    public boolean isReady() {
        return ready;
    }

    /** Lets go of everything but the stream, as a client does that has had nothing to say for a while. */
    public void rest() throws IOException {
        posts.close();
    }

    @Override
    public void begin(Round next) throws IOException {
        round = next;
        callsLeft = next.callsEach();
        call();
    }

    @Override
    public void close() throws IOException {
        stream.close();
        posts.close();
    }

    private void call() throws IOException {
        callsLeft--;
        sentAt = System.nanoTime();
        post();
    }

    private void post() throws IOException {
        accepted = false;
        answered = false;
        posts.send(request.next());
    }

    private void compose(String body) {
        request = new PostRequest(path, driver.apiKey(), body);
    }

    private void event(String name, byte[] line, int length) throws IOException {
        if (name.equals("endpoint")) {
            path = new String(line, 0, length, StandardCharsets.UTF_8)
                    .substring("data:".length())
                    .strip();
            compose(INITIALIZE);
            post();
        } else {
            if (!request.isAnsweredBy(line, length) || isFailure(line, length)) {
                throw new IllegalStateException(
                        "Not the answer awaited: " + new String(line, 0, length, StandardCharsets.UTF_8));
            }
            answered = true;
            goOn();
        }
    }

    /** A refusal is quick, and would be measured as a good call. */
    private static boolean isFailure(byte[] line, int length) {
        return indexOf(FAILED_TOOL, line, length) >= 0 || indexOf(FAILED_CALL, line, length) >= 0;
    }

    private static int indexOf(byte[] wanted, byte[] line, int length) {
        for (int at = 0; at <= length - wanted.length; at++) {
            if (line[at + 1] == wanted[1] && Arrays.equals(line, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    private void goOn() throws IOException {
        if (ready) {
            if (accepted && answered) {
                round.called(System.nanoTime() - sentAt);
                if (callsLeft > 0) {
                    call();
                }
            }
        } else if (accepted && answered) {
            compose(INITIALIZED);
            post();
        } else if (accepted && request.isNotification()) {
            compose(toolCall);
            ready = true;
        }
    }

    private final class PostBody implements AnswerReader.Body {
        @Override
        public void head(int status) {
            if (status != driver.streams().accepted()) {
                throw new IllegalStateException("A message was answered " + status);
            }
        }

        @Override
        public void octet(byte octet) {
            // The answer to an accepted message has no body worth reading.
        }

        @Override
        public void end() throws IOException {
            accepted = true;
            goOn();
        }
    }

    private final class StreamBody implements AnswerReader.Body {
        private final EventReader events = new EventReader(SessionClient.this::event);

        @Override
        public void head(int status) {
            if (status != 200) {
                throw new IllegalStateException("The GET of a stream was answered " + status);
            }
        }

        @Override
        public void octet(byte octet) throws IOException {
            events.octet(octet);
        }

        @Override
        public void end() {
            throw new IllegalStateException("The server has ended a stream");
        }
    }
}
