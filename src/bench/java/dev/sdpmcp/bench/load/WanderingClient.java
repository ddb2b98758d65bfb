package dev.sdpmcp.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;

/**
 * A client as they come: opens a session, calls, falls silent, stops reading, vanishes in one way or another, and comes back.
 * What it does is up to its dice. For one thread.
 */
final class WanderingClient implements AnswerReader.Body {

    private static final Duration FOR_OPENING = Duration.ofSeconds(90);
    /** The server gives up on a handshake after 30 s, from its end of the line. */
    private static final Duration MAY_BE_GIVEN_UP = Duration.ofSeconds(25);

    /** What the server itself allows a call, and some for a busy machine. */
    private static final Duration FOR_ANSWER = Duration.ofMinutes(2);

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int FLOOD = 40;

    private enum Phase {
        AWAY,
        OPENING,
        READY,
        NOT_READING,
        HALF_CLOSED
    }

    private final String apiKey;
    private final Tally tally;
    private final Random dice;
    private final Wire stream;
    private final Mailbox mail;
    private EventReader events = new EventReader(this::event);
    private Phase phase = Phase.AWAY;
    private long due;

    WanderingClient(Driver driver, Tally tally, Random dice, long enters) throws IOException {
        this.apiKey = driver.apiKey();
        this.tally = tally;
        this.dice = dice;
        this.due = enters;
        this.stream = driver.wire(this);
        this.mail = new Mailbox(driver, tally, dice, this::settled);
    }

    boolean isReady() {
        return phase == Phase.READY;
    }

    /** Whether something was asked whose answer may still be read. */
    boolean isWaiting() {
        return phase == Phase.READY && !mail.isEmpty() && !mail.isExcused();
    }

    void actIfDue(long now) throws IOException {
        if (now < due) {
            return;
        }
        switch (phase) {
            case AWAY -> open();
            case OPENING -> stillOpening();
            case READY -> act(now);
            case NOT_READING -> readAgain();
            case HALF_CLOSED -> leave();
        }
    }

    /** Has it act no more. */
    void hurry() {
        due = Long.MAX_VALUE;
    }

    void leaveForGood() throws IOException {
        if (isWaiting()) {
            tally.wrong("no answer until the end");
        }
        if (dice.nextBoolean()) {
            stream.reset();
        }
        leave();
        due = Long.MAX_VALUE;
    }

    private void open() throws IOException {
        phase = Phase.OPENING;
        events = new EventReader(this::event);
        dueAfter(MAY_BE_GIVEN_UP);
        stream.send(ByteBuffer.wrap(("GET /sse HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + apiKey
                        + "\r\nAccept: text/event-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII)));
    }

    private void stillOpening() throws IOException {
        if (mail.isExcused()) {
            giveUp("no session after " + FOR_OPENING.toSeconds() + " s");
        } else {
            mail.excuse();
            dueAfter(FOR_OPENING.minus(MAY_BE_GIVEN_UP));
        }
    }

    private void act(long now) throws IOException {
        String overdue = mail.overdue(now, FOR_ANSWER);
        if (overdue != null) {
            giveUp("no answer to " + overdue);
        } else if (!mail.isEmpty()) {
            dueAfter(LOOK);
        } else {
            choose(dice.nextInt(100));
        }
    }

    private void choose(int fate) throws IOException {
        if (fate < 80) {
            dueAfter(LOOK);
            mail.send(Demand.any(dice));
        } else if (fate < 90) {
            tally.done("fell silent");
            dueIn(20, 60);
        } else if (fate < 93) {
            tally.done("vanished: closed");
            leave();
        } else if (fate < 95) {
            tally.done("vanished: reset");
            stream.reset();
            leave();
        } else if (fate < 97) {
            tally.done("vanished: reset in the middle of a call");
            mail.send(Demand.any(dice));
            stream.reset();
            leave();
        } else if (fate < 98) {
            tally.done("vanished: closed one half");
            stream.closeHalf();
            phase = Phase.HALF_CLOSED;
            dueIn(5, 20);
        } else {
            stopReading(fate == 98);
        }
    }

    private void stopReading(boolean asksForMuch) throws IOException {
        tally.done(asksForMuch ? "stopped reading, and asked for much" : "stopped reading");
        stream.read(false);
        mail.excuse();
        phase = Phase.NOT_READING;
        dueIn(5, 40);
        for (int i = 0; asksForMuch && i < FLOOD; i++) {
            mail.send(Demand.TOOLS);
        }
    }

    private void readAgain() {
        phase = Phase.READY;
        stream.read(true);
        dueAfter(LOOK);
    }

    /** Goes, and comes back after a while. */
    private void leave() throws IOException {
        phase = Phase.AWAY;
        stream.close();
        mail.drop();
        dueIn(1, 10);
    }

    private void giveUp(String why) throws IOException {
        tally.wrong(why);
        leave();
    }

    private void event(String name, byte[] line, int length) throws IOException {
        String data = new String(line, 0, length, StandardCharsets.UTF_8)
                .substring("data:".length())
                .strip();
        if (name.equals("endpoint")) {
            mail.address(data);
            mail.send(Demand.INITIALIZE);
        } else {
            mail.answered(data);
        }
    }

    private void settled(Demand demand) throws IOException {
        if (demand.equals(Demand.INITIALIZE)) {
            mail.send(Demand.INITIALIZED);
        } else if (demand.equals(Demand.INITIALIZED)) {
            tally.done(Tally.SESSION);
            phase = Phase.READY;
            mail.pardon();
            dueIn(1, 20);
        } else if (phase == Phase.READY && mail.isEmpty()) {
            mail.pardon();
            if (due != Long.MAX_VALUE) {
                dueIn(2, 18);
            }
        }
    }

    private void dueAfter(Duration time) {
        due = System.nanoTime() + time.toNanos();
    }

    private void dueIn(int fromSeconds, int toSeconds) {
        dueAfter(Duration.ofMillis(fromSeconds * 1_000L + dice.nextInt((toSeconds - fromSeconds) * 1_000)));
    }

    @Override
    public void head(int status) {
        if (status != 200) {
            tally.wrong(status + " to GET /sse");
        }
    }

    @Override
    public void octet(byte octet) throws IOException {
        events.octet(octet);
    }

    /** The last chunk. */
    @Override
    public void end() throws IOException {
        ended();
    }

    @Override
    public void gone() {
        try {
            ended();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void broken(IOException reset) throws IOException {
        ended();
    }

    private void ended() throws IOException {
        if (phase == Phase.AWAY) {
            return;
        }
        if (phase == Phase.OPENING && mail.isExcused()) {
            tally.done(Tally.SLOW_HANDSHAKE);
        } else if (phase == Phase.HALF_CLOSED || mail.isExcused()) {
            tally.done("the server ended the stream of who had stopped reading or closed one half");
        } else {
            tally.wrong("the server ended a stream (" + phase + ")");
        }
        leave();
    }
}
