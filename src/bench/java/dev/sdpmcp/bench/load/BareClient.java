package dev.sdpmcp.bench.load;

import java.io.IOException;

/** Calls the bare resource: a call ends with the last byte of its answer. */
final class BareClient implements Client, AnswerReader.Body {

    private final PostRequest request;
    private final Wire wire;
    private Round round = new Round(0, 0);
    private int callsLeft;
    private long sentAt;

    BareClient(Driver driver, PostRequest request) throws IOException {
        this.request = request;
        this.wire = driver.wire(this);
    }

    @Override
    public void begin(Round next) throws IOException {
        round = next;
        callsLeft = next.callsEach();
        call();
    }

    private void call() throws IOException {
        callsLeft--;
        sentAt = System.nanoTime();
        wire.send(request.next());
    }

    @Override
    public void head(int status) {
        if (status != 200) {
            throw new IllegalStateException("The bare resource answered " + status);
        }
    }

    @Override
    public void octet(byte octet) {
        // The length is what matters, and the reader has counted it.
    }

    @Override
    public void end() throws IOException {
        round.called(System.nanoTime() - sentAt);
        if (callsLeft > 0) {
            call();
        }
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
