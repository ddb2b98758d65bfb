package dev.sdpmcp.simulator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.http.HttpCall;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The one parameter of every call: from the query of a GET, from the form or the query of everything else, never
 * from a JSON body.
 */
final class InputData {
    static final Set<String> ONLY = Set.of("input_data");

    private static final String NAME = "input_data";

    private InputData() {}

    /**
     * Reads it.
     *
     * @return the object; empty if none was sent
     * @throws ApiFailure if there are other parameters, or it is no JSON object
     */
    static ObjectNode of(HttpCall call) {
        return of(call, ONLY);
    }

    /** The same of a call that may have these parameters in its query. */
    static ObjectNode of(HttpCall call, Set<String> inQuery) {
        refuseOthers(call.query(), inQuery);
        refuseOthers(call.form(), ONLY);
        if (!call.body().isEmpty() && !call.hasType("application/x-www-form-urlencoded")) {
            throw ApiFailure.of(InnerCode.GENERAL, "Invalid Input: send input_data as a form parameter");
        }
        List<String> values = call.query().getOrDefault(NAME, List.of());
        if (!call.method().equals("GET") && call.form().containsKey(NAME)) {
            values = call.form().getOrDefault(NAME, List.of());
        }
        return values.isEmpty() ? Json.object() : parse(values);
    }

    /**
     * The object under one key.
     *
     * @throws ApiFailure if there are other keys, or it is no object
     */
    static ObjectNode under(String key, ObjectNode input) {
        ApiFailure.refuseOtherKeys(input, List.of(key));
        JsonNode inner = input.path(key);
        if (inner.isMissingNode()) {
            return Json.object();
        }
        if (inner instanceof ObjectNode object) {
            return object;
        }
        throw ApiFailure.mismatch(key, "give an object");
    }

    private static ObjectNode parse(List<String> values) {
        try {
            if (values.size() == 1 && Json.parse(values.getFirst()) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw ApiFailure.of(InnerCode.GENERAL, NAME, "Invalid Input: not JSON: " + e.getOriginalMessage());
        }
        throw ApiFailure.of(InnerCode.GENERAL, NAME, "Invalid Input: give one JSON object");
    }

    static void refuseOthers(Map<String, ?> parameters, Set<String> known) {
        for (String name : parameters.keySet()) {
            if (!known.contains(name)) {
                throw ApiFailure.of(InnerCode.GENERAL, name, "EXTRA_PARAM_FOUND");
            }
        }
    }
}
