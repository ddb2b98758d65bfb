package dev.sdpmcp.jsonrpc;

import org.jspecify.annotations.Nullable;

/** One element of a body: a message, or the error of an invalid one. */
public sealed interface DecodedMessage {

    /** A well-formed message. */
    record Valid(JsonRpcMessage message) implements DecodedMessage {}

    /**
     * An invalid message.
     *
     * @param id the id to answer to, null where it could not be read unambiguously
     * @param error of the response
     */
    record Invalid(@Nullable JsonRpcId id, RpcError error) implements DecodedMessage {}
}
