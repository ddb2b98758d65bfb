package dev.sdpmcp.jsonrpc;

import java.math.BigInteger;

/**
 * JSON-RPC id of a call, compared and written exactly as received: {@code 7} and {@code "7"} are two different ids.
 *
 * MCP allows strings and integers and, unlike plain JSON-RPC, forbids {@code null} (revision 2025-11-25, Basic
 * protocol, Requests).
 */
public sealed interface JsonRpcId {

    /** A string id, at most {@value JsonRpcCodec#MAX_ID_LENGTH} characters. */
    record Text(String value) implements JsonRpcId {
        @Override
        public String toString() {
            return '"' + value + '"';
        }
    }

    /** An integer id of any size that the codec lets through. */
    record Whole(BigInteger value) implements JsonRpcId {
        @Override
        public String toString() {
            return value.toString();
        }
    }

    static JsonRpcId of(String value) {
        return new Text(value);
    }

    static JsonRpcId of(long value) {
        return new Whole(BigInteger.valueOf(value));
    }
}
