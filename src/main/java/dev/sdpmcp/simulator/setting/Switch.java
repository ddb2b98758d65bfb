package dev.sdpmcp.simulator.setting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.sdpmcp.simulator.wire.Json;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Behaviour that differs between tenants. The default of each is the documented behaviour; it can be changed at
 * run time.
 */
public enum Switch {
    /** False: a given priority is refused with 403/4002, as on a tenant that computes it with a priority matrix. */
    PRIORITY_EDITABLE("priorityEditable", true),
    /** True: a category needs a subcategory. */
    SUBCATEGORY_MANDATORY("subcategoryMandatory", false),
    /** Fields of a new request that the template demands beside the subject. */
    MANDATORY_FIELDS("mandatoryFields"),
    /** False: an unknown e-mail address as requester makes a new requester. */
    REQUESTER_MUST_EXIST("requesterMustExist", true),
    /** False: a status has to be given by name. */
    STATUS_BY_ID_ALLOWED("statusByIdAllowed", true),
    /** True: a closed request has to be reopened before anything else of it changes. */
    CLOSED_READ_ONLY("closedReadOnly", false),
    /** Conditions of closing, any of resolution, technician, category, closure_code, worklog, closed_tasks. */
    CLOSURE_RULES("closureRules"),
    /** True: a technician has to belong to the group of the request. */
    TECHNICIAN_MUST_BE_IN_GROUP("technicianMustBeInGroup", false),
    /** True: {@code Authorization: Bearer} is accepted beside {@code Zoho-oauthtoken}. */
    BEARER_ACCEPTED("bearerAccepted", false),
    /** True: an {@code Accept} that does not name version 3 is refused. */
    STRICT_ACCEPT("strictAccept", false),
    /** True: a missing scope and an unknown address answer 401 with an HTML page. */
    HTML_ERRORS("htmlErrors", false),
    /** False: a row_count above 100 is refused instead of being cut to 100. */
    CLAMP_ROW_COUNT("clampRowCount", true),
    /** API calls a minute for each token; 0 = no limit. */
    RATE_LIMIT_PER_MINUTE("rateLimitPerMinute", 0),
    /** API calls a minute for each address pattern and token; 0 = no limit. */
    PATH_LIMIT_PER_MINUTE("pathLimitPerMinute", 0),
    /** Value of {@code Retry-After} with a 429; 0 = the header is not sent. */
    RETRY_AFTER_SECONDS("retryAfterSeconds", 0),
    /** Duration of the lock-out after a limit was exceeded; 0 = until the minute is over. */
    LOCKOUT_SECONDS("lockoutSeconds", 0),
    /** Life of an access token. */
    ACCESS_TOKEN_SECONDS("accessTokenSeconds", 3600),
    /** Access tokens that one refresh token yields in ten minutes; 0 = no limit. */
    TOKENS_PER_TEN_MINUTES("tokensPerTenMinutes", 10);

    private final String key;
    private final Form form;
    private final int initial;

    Switch(String key) {
        this(key, Form.NAMES, 0);
    }

    Switch(String key, boolean initial) {
        this(key, Form.FLAG, initial ? 1 : 0);
    }

    Switch(String key, int initial) {
        this(key, Form.COUNT, initial);
    }

    Switch(String key, Form form, int initial) {
        this.key = key;
        this.form = form;
        this.initial = initial;
    }

    /** The name in {@code /_sim/settings} and on the command line. */
    public String key() {
        return key;
    }

    /** The documented behaviour. */
    public JsonNode initial() {
        return switch (form) {
            case FLAG -> BooleanNode.valueOf(initial == 1);
            case COUNT -> IntNode.valueOf(initial);
            case NAMES -> Json.array();
        };
    }

    /** The switch with this name, if there is one. */
    public static Optional<Switch> named(String key) {
        return Arrays.stream(values()).filter(one -> one.key.equals(key)).findFirst();
    }

    /** Whether a value has the type and range that this switch wants. */
    boolean takes(JsonNode value) {
        return switch (form) {
            case FLAG -> value.isBoolean();
            case COUNT -> value.isInt() && value.intValue() >= 0;
            case NAMES ->
                value.isArray()
                        && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isTextual);
        };
    }

    /** The allowed values, for a message. */
    String wants() {
        return switch (form) {
            case FLAG -> "true or false";
            case COUNT -> "a whole number, 0 or more";
            case NAMES -> "an array of names";
        };
    }

    private enum Form {
        FLAG,
        COUNT,
        NAMES
    }
}
