package dev.sdpmcp.simulator.setting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.sdpmcp.simulator.wire.Json;
import java.util.Arrays;
import java.util.Optional;

/**
 * Behaviour that differs between tenants. The default of each is the documented behaviour; it can be changed at
 * run time.
 */
public enum Switch {
    /** False: a given priority is refused with 403/4002, as on a tenant that computes it with a priority matrix. */
    PRIORITY_EDITABLE("priorityEditable", BooleanNode.TRUE),
    /** True: a category needs a subcategory. */
    SUBCATEGORY_MANDATORY("subcategoryMandatory", BooleanNode.FALSE),
    /** Fields of a new request that the template demands beside the subject. */
    MANDATORY_FIELDS("mandatoryFields", Json.array()),
    /** False: an unknown e-mail address as requester makes a new requester. */
    REQUESTER_MUST_EXIST("requesterMustExist", BooleanNode.TRUE),
    /** False: a status has to be given by name. */
    STATUS_BY_ID_ALLOWED("statusByIdAllowed", BooleanNode.TRUE),
    /** True: a closed request has to be reopened before anything else of it changes. */
    CLOSED_READ_ONLY("closedReadOnly", BooleanNode.FALSE),
    /** Conditions of closing, any of resolution, technician, category, closure_code, worklog, closed_tasks. */
    CLOSURE_RULES("closureRules", Json.array()),
    /** True: a technician has to belong to the group of the request. */
    TECHNICIAN_MUST_BE_IN_GROUP("technicianMustBeInGroup", BooleanNode.FALSE),
    /** True: {@code Authorization: Bearer} is accepted beside {@code Zoho-oauthtoken}. */
    BEARER_ACCEPTED("bearerAccepted", BooleanNode.FALSE),
    /** True: an {@code Accept} that does not name version 3 is refused. */
    STRICT_ACCEPT("strictAccept", BooleanNode.FALSE),
    /** True: a missing scope and an unknown address answer 401 with an HTML page. */
    HTML_ERRORS("htmlErrors", BooleanNode.FALSE),
    /** False: a row_count above 100 is refused instead of being cut to 100. */
    CLAMP_ROW_COUNT("clampRowCount", BooleanNode.TRUE),
    /** API calls a minute for each token; 0 = no limit. */
    RATE_LIMIT_PER_MINUTE("rateLimitPerMinute", IntNode.valueOf(0)),
    /** API calls a minute for each address pattern and token; 0 = no limit. */
    PATH_LIMIT_PER_MINUTE("pathLimitPerMinute", IntNode.valueOf(0)),
    /** Value of {@code Retry-After} with a 429; 0 = the header is not sent. */
    RETRY_AFTER_SECONDS("retryAfterSeconds", IntNode.valueOf(0)),
    /** Duration of the lock-out after a limit was exceeded; 0 = until the minute is over. */
    LOCKOUT_SECONDS("lockoutSeconds", IntNode.valueOf(0)),
    /** Life of an access token. */
    ACCESS_TOKEN_SECONDS("accessTokenSeconds", IntNode.valueOf(3600)),
    /** Access tokens that one refresh token yields in ten minutes; 0 = no limit. */
    TOKENS_PER_TEN_MINUTES("tokensPerTenMinutes", IntNode.valueOf(10));

    private final String key;

    @SuppressWarnings("ImmutableEnumChecker") // never changed
    private final JsonNode initial;

    Switch(String key, JsonNode initial) {
        this.key = key;
        this.initial = initial;
    }

    /** The name in {@code /_sim/settings} and on the command line. */
    public String key() {
        return key;
    }

    /** The documented behaviour; a value of this switch has its JSON type. */
    public JsonNode initial() {
        return initial;
    }

    /** The switch with this name, if there is one. */
    public static Optional<Switch> named(String key) {
        return Arrays.stream(values()).filter(one -> one.key.equals(key)).findFirst();
    }

    /** Whether a value has the type and range that this switch wants. */
    boolean takes(JsonNode value) {
        return switch (initial.getNodeType()) {
            case BOOLEAN -> value.isBoolean();
            case NUMBER -> value.isInt() && value.intValue() >= 0;
            default -> value.isArray() && value.valueStream().allMatch(JsonNode::isTextual);
        };
    }

    /** The allowed values, for a message. */
    String wants() {
        return switch (initial.getNodeType()) {
            case BOOLEAN -> "true or false";
            case NUMBER -> "a whole number, 0 or more";
            default -> "an array of names";
        };
    }
}
