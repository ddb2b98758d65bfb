package dev.sdpmcp.dispatch;

import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.jsonrpc.JsonRpcMessage;
import dev.sdpmcp.jsonrpc.RpcError;
import dev.sdpmcp.session.SessionOutput;
import dev.sdpmcp.telemetry.ExceptionSummary;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/** Where the answer to one request goes. Exactly one of the methods is called, once. */
interface Responder {

    void answer(JsonRpcMessage.Response response);

    /** Answers from a thread of {@link CallThreads}, which may be held while the answer is written. */
    default void deliver(JsonRpcMessage.Response response) {
        answer(response);
    }

    /** The request was cancelled: nothing is said of it. */
    void skip();

    /**
     * A message of its own on the stream.
     *
     * @param correlationId the HTTP request that brought what is answered
     */
    static Responder onStream(SessionOutput output, JsonRpcCodec codec, String correlationId) {
        return new Responder() {
            @Override
            public void answer(JsonRpcMessage.Response response) {
                output.offer(encoded(response, codec, correlationId), correlationId);
            }

            @Override
            public void deliver(JsonRpcMessage.Response response) {
                output.deliver(encoded(response, codec, correlationId), correlationId);
            }

            @Override
            public void skip() {
                // A cancelled request leaves no trace on the stream (2025-11-25, Cancellation).
            }
        };
    }

    /** The response as text; if its value cannot be written the client is told so instead of waiting for ever. */
    private static String encoded(JsonRpcMessage.Response response, JsonRpcCodec codec, String correlationId) {
        try {
            return codec.encode(response);
        } catch (UncheckedIOException unwritable) {
            System.getLogger(Responder.class.getName())
                    .log(
                            Level.ERROR,
                            "A result cannot be written as JSON, request={0}: {1}",
                            correlationId,
                            ExceptionSummary.inOneLine(unwritable));
            RpcError error =
                    RpcError.of(RpcError.Code.INTERNAL_ERROR, "the result cannot be written; the server's log says why");
            return codec.encode(new JsonRpcMessage.Failure(response.id(), CorrelationSuffix.on(error, correlationId)));
        }
    }

    /**
     * The answers to a batch, sent together when the last is there (2025-03-26, Basic protocol, Batching). Thread-safe.
     */
    final class ForBatch implements Responder {
        private final SessionOutput output;
        private final JsonRpcCodec codec;
        private final String correlationId;
        private final List<String> answers = new ArrayList<>();
        private int missing;

        /** @param requests how many answers there will be */
        ForBatch(SessionOutput output, JsonRpcCodec codec, String correlationId, int requests) {
            this.output = output;
            this.codec = codec;
            this.correlationId = correlationId;
            this.missing = requests;
        }

        @Override
        public synchronized void answer(JsonRpcMessage.Response response) {
            answers.add(encoded(response, codec, correlationId));
            countDown();
        }

        @Override
        public synchronized void skip() {
            countDown();
        }

        private void countDown() {
            missing--;
            if (missing == 0 && !answers.isEmpty()) {
                output.offer('[' + String.join(",", answers) + ']', correlationId);
            }
        }
    }
}
