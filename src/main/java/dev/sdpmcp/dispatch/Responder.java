package dev.sdpmcp.dispatch;

import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.jsonrpc.JsonRpcMessage;
import dev.sdpmcp.jsonrpc.RpcError;
import dev.sdpmcp.mcp.Content;
import dev.sdpmcp.mcp.ToolResult;
import dev.sdpmcp.session.SessionOutput;
import dev.sdpmcp.telemetry.ExceptionSummary;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/** Destination of the response to one call. Exactly one of the methods is called, once. */
interface Responder {

    void answer(JsonRpcMessage.Response response);

    /** Responds from a thread of {@link CallThreads}, which may be blocked while the response is written. */
    default void deliver(JsonRpcMessage.Response response) {
        answer(response);
    }

    /** The call was cancelled: there is no response. */
    void skip();

    /**
     * A separate message on the stream.
     *
     * @param correlationId of the HTTP request that contained the call
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
                // A cancelled call has no response (2025-11-25, Cancellation).
            }
        };
    }

    /** The response as text, or an error if it cannot be encoded, so that the client does not wait for ever. */
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
            RpcError error = RpcError.of(
                    RpcError.Code.INTERNAL_ERROR, "the result cannot be written; the server's log says why");
            return codec.encode(new JsonRpcMessage.Failure(response.id(), CorrelationSuffix.on(error, correlationId)));
        }
    }

    /**
     * The responses to a batch, sent together when the last is ready (2025-03-26, Basic protocol, Batching).
     * Thread-safe.
     */
    final class ForBatch implements Responder {
        private final SessionOutput output;
        private final JsonRpcCodec codec;
        private final String correlationId;
        private final List<String> answers = new ArrayList<>();
        private int missing;

        /** @param requests number of responses */
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

    /**
     * Appends the correlation id of the HTTP request to the text of a failure, so that a user can quote it and an
     * operator finds the log line and the audit row. Stateless.
     */
    static final class CorrelationSuffix {

        private CorrelationSuffix() {}

        /** Leaves successful responses unchanged. */
        static JsonRpcMessage.Response on(JsonRpcMessage.Response response, String correlationId) {
            if (response instanceof JsonRpcMessage.Failure failure) {
                return new JsonRpcMessage.Failure(failure.id(), on(failure.error(), correlationId));
            }
            if (response instanceof JsonRpcMessage.Result result
                    && result.value() instanceof ToolResult tool
                    && tool.isError()) {
                return new JsonRpcMessage.Result(result.id(), on(tool, correlationId));
            }
            return response;
        }

        static RpcError on(RpcError error, String correlationId) {
            return new RpcError(error.code(), error.message() + " " + mark(correlationId), error.data());
        }

        private static ToolResult on(ToolResult failed, String correlationId) {
            List<Content> content = new ArrayList<>(failed.content());
            if (!content.isEmpty() && content.getLast() instanceof Content.Text last) {
                // appended to the last text, since some clients show only one text
                content.set(content.size() - 1, Content.text(last.text() + "\n" + mark(correlationId)));
            } else {
                content.add(Content.text(mark(correlationId)));
            }
            return new ToolResult(content, failed.structuredContent(), true, failed.outcomeUnknown());
        }

        private static String mark(String correlationId) {
            return "(request " + correlationId + ")";
        }
    }
}
