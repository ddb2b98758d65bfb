package dev.sdpmcp.jsonrpc;

import java.util.List;

/** The decoded body: a single message or a batch (JSON-RPC 2.0, section 6). */
public sealed interface Payload {

    /** The messages in the order of the body. */
    List<DecodedMessage> frames();

    /** Length of the body. */
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
