package dev.sdpmcp.dispatch;

import dev.sdpmcp.jsonrpc.Payload;

/**
 * How a message came.
 *
 * @param requestId of the HTTP request that brought it
 * @param bytes what it takes of the memory for requests in hand; a message of a batch takes its share of the batch
 */
record RequestInfo(String requestId, int bytes) {

    static RequestInfo of(Payload payload, String requestId) {
        int messages = Math.max(1, payload.frames().size());
        return new RequestInfo(requestId, (payload.bytes() + messages - 1) / messages);
    }
}
