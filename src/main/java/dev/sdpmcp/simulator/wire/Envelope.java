package dev.sdpmcp.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The shapes in which the v3 API wraps its answers: {@code response_status} is an object for one record or an
 * action, an array for a list.
 */
public final class Envelope {
    private static final int SUCCESS = 2000;
    private static final int FAILURE = 4000;
    private static final String RESPONSE_STATUS = "response_status";
    private static final String STATUS_CODE = "status_code";
    private static final String STATUS = "status";

    private Envelope() {}

    /** One record under its singular key. */
    public static ObjectNode one(String key, JsonNode value) {
        ObjectNode body = Json.object().set(key, value);
        return body.set(RESPONSE_STATUS, success());
    }

    /** The success of an action that returns no record. */
    public static ObjectNode done(String message) {
        ObjectNode status = success();
        status.putArray("messages")
                .addObject()
                .put(STATUS_CODE, SUCCESS)
                .put("type", "success")
                .put("message", message);
        return Json.object().set(RESPONSE_STATUS, status);
    }

    /** A list under its plural key; here {@code response_status} is an array. */
    public static ObjectNode list(String key, ArrayNode rows, ObjectNode listInfo) {
        ObjectNode body = Json.object();
        body.putArray(RESPONSE_STATUS).add(success());
        body.set("list_info", listInfo);
        body.set(key, rows);
        return body;
    }

    /** A failed call, or a warning if all messages are warnings. */
    public static ObjectNode failure(List<ObjectNode> messages) {
        boolean warning =
                messages.stream().allMatch(message -> message.path(STATUS_CODE).asInt() == InnerCode.WARNING.code());
        ObjectNode status = Json.object().put(STATUS_CODE, warning ? InnerCode.WARNING.code() : FAILURE);
        status.putArray("messages").addAll(messages);
        status.put(STATUS, warning ? "warning" : "failed");
        return Json.object().set(RESPONSE_STATUS, status);
    }

    /** One inner message; an empty text is left out, as the real API does with 4012. */
    public static ObjectNode message(InnerCode code, String text) {
        ObjectNode message = Json.object()
                .put(STATUS_CODE, code.code())
                .put("type", code == InnerCode.WARNING ? "warning" : "failed");
        return text.isEmpty() ? message : message.put("message", text);
    }

    private static ObjectNode success() {
        return Json.object().put(STATUS_CODE, SUCCESS).put(STATUS, "success");
    }
}
