package dev.sdpmcp.jsonrpc;

import org.jspecify.annotations.Nullable;

/** One element of what a peer sent: a message, or the reason why it is none. */
public sealed interface DecodedMessage {

    /** A well-formed message. */
    record Valid(JsonRpcMessage message) implements DecodedMessage {}

    /**
     * Something that is no message.
     *
     * @param id the id to answer to, null where none could be read without doubt
     * @param error what the answer says
     */
    record Invalid(@Nullable JsonRpcId id, RpcError error) implements DecodedMessage {}
}
