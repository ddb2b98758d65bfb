package dev.sdpmcp.dispatch;

import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.jsonrpc.JsonRpcMessage;
import dev.sdpmcp.session.SessionOutput;
import java.util.ArrayList;
import java.util.List;

/** Where the answer to one request goes. Exactly one of the methods is called, once. */
interface Reply {

    void answer(JsonRpcMessage.Response response);

    /** Answers from a thread of {@link CallThreads}, which may be held while the answer is written. */
    default void deliver(JsonRpcMessage.Response response) {
        answer(response);
    }

    /** The request was cancelled: nothing is said of it. */
    void stayQuiet();

    /** A message of its own on the stream. */
    static Reply onStream(SessionOutput output, JsonRpcCodec codec) {
        return new Reply() {
            @Override
            public void answer(JsonRpcMessage.Response response) {
                output.offer(codec.encode(response));
            }

            @Override
            public void deliver(JsonRpcMessage.Response response) {
                output.deliver(codec.encode(response));
            }

            @Override
            public void stayQuiet() {
                // A cancelled request leaves no trace on the stream (2025-11-25, Cancellation).
            }
        };
    }

    /**
     * The answers to a batch, sent together when the last is there (2025-03-26, Basic protocol, Batching). Thread-safe.
     */
    final class ForBatch implements Reply {
        private final SessionOutput output;
        private final JsonRpcCodec codec;
        private final List<JsonRpcMessage.Response> answers = new ArrayList<>();
        private int missing;

        /** @param requests how many answers there will be */
        ForBatch(SessionOutput output, JsonRpcCodec codec, int requests) {
            this.output = output;
            this.codec = codec;
            this.missing = requests;
        }

        @Override
        public synchronized void answer(JsonRpcMessage.Response response) {
            answers.add(response);
            countDown();
        }

        @Override
        public synchronized void stayQuiet() {
            countDown();
        }

        private void countDown() {
            missing--;
            if (missing == 0 && !answers.isEmpty()) {
                output.offer(codec.encodeBatch(answers));
            }
        }
    }
}
