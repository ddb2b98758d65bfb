package dev.sdpmcp.jsonrpc;

import java.util.List;

/** What one HTTP body, or one line, held: a single frame or a batch (JSON-RPC 2.0, section 6). */
public sealed interface Payload {

    /** The frames in the order in which they were sent; one for a single message. */
    List<DecodedMessage> frames();

    /** How long the text was that they came in. */
    int bytes();

    /** A message sent alone. */
    record Single(DecodedMessage frame, int bytes) implements Payload {
        @Override
        public List<DecodedMessage> frames() {
            return List.of(frame);
        }
    }

    /** A batch of at least one and at most {@value JsonRpcCodec#MAX_BATCH} frames. */
    record Batch(List<DecodedMessage> frames, int bytes) implements Payload {
        public Batch {
            frames = List.copyOf(frames);
        }
    }
}
