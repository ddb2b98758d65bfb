package dev.sdpmcp.desk.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.metadata.Metadata;
import dev.sdpmcp.desk.metadata.ReferenceKind;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.upstream.UpstreamFailure.Complaint;
import dev.sdpmcp.upstream.UpstreamFailure.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Words what ServiceDesk Plus refused, with the names of the arguments and the values that fit. Thread-safe. */
final class RejectedWrite {

    /** How the API complains of the name of a field. */
    private static final String UNKNOWN_FIELD = "EXTRA_KEY";

    private final Metadata metadata;

    RejectedWrite(Metadata metadata) {
        this.metadata = metadata;
    }

    ToolFailure worded(RecordType type, Refused refused, ObjectNode sent) {
        List<String> sentences = new ArrayList<>();
        if (!refused.missingFields().isEmpty()) {
            sentences.add("Nothing was done. This help desk wants more fields: "
                    + refused.missingFields().stream()
                            .map(field -> withCandidates(type, field, sent))
                            .collect(Collectors.joining("; "))
                    + ". Give them as arguments of the same names.");
        }
        refused.complaints().stream()
                .filter(complaint -> complaint.code() == Complaint.VALUE_UNKNOWN)
                .flatMap(complaint -> complaint.fields().stream()
                        .map(field -> complaint.message().contains(UNKNOWN_FIELD)
                                ? "This help desk has no field " + field + "."
                                : "Wrong value for " + unknownValue(type, field, sent) + "."))
                .distinct()
                .forEach(sentences::add);
        if (aboutComputedPriority(refused)) {
            sentences.add("This site computes the priority; leave out priority and give urgency and impact.");
        }
        sentences.add(refused.getMessage() + ".");
        return new ToolFailure(String.join(" ", sentences), refused);
    }

    /** The field, and what it takes if that is known; within the category that was given, if one was. */
    private String withCandidates(RecordType type, String field, ObjectNode sent) {
        ReferenceKind kind = type.lookups().get(field);
        if (kind == null) {
            return field;
        }
        String parent = kind.parent() == null ? null : Fields.name(sent, kind.parent());
        List<String> names = metadata.list(kind).namesIn(parent);
        return names.isEmpty() ? field : field + " (one of: " + Metadata.some(names) + ")";
    }

    private String unknownValue(RecordType type, String field, ObjectNode sent) {
        ReferenceKind kind = type.lookups().get(field);
        if (kind != null) {
            metadata.forget(kind); // the name was in the cache, so the cache is out of date
        }
        if (field.startsWith("requester")) {
            return field + ": ServiceDesk Plus must know the person already, give a known e-mail address";
        }
        return withCandidates(type, field, sent);
    }

    private static boolean aboutComputedPriority(Refused refused) {
        return refused.complaints().stream()
                .anyMatch(complaint -> complaint.fields().contains("priority")
                        && complaint.message().toLowerCase(Locale.ROOT).contains("cannot give value"));
    }
}
