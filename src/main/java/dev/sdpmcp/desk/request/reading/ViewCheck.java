package dev.sdpmcp.desk.request.reading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.request.Statuses;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a row belongs into the list that was asked for. Saved views return others too.
 *
 * @param technician e-mail address of the one whom "my" views are about, if it is known
 */
record ViewCheck(@Nullable RequestView view, RequestState state, Optional<String> technician) {

    boolean belongs(JsonNode request) {
        boolean finished = Statuses.isFinished(request);
        if ((state == RequestState.OPEN && finished) || (state == RequestState.FINISHED && !finished)) {
            return false;
        }
        if (view == null) {
            return true;
        }
        Boolean viewFinished = view.finished();
        return (viewFinished == null || viewFinished == finished)
                && isMineIfWanted(request)
                && meets(view.must(), request);
    }

    private boolean isMineIfWanted(JsonNode request) {
        if (view == null || !view.isMine() || technician.isEmpty()) {
            return true;
        }
        String address = Fields.text(request.path("technician"), "email_id");
        return technician.get().equalsIgnoreCase(String.valueOf(address));
    }

    private static boolean meets(RequestView.Must must, JsonNode request) {
        return switch (must) {
            case NOTHING -> true;
            case BE_OVERDUE -> !request.path("is_overdue").isBoolean() || Fields.flag(request, "is_overdue");
            case BE_UNASSIGNED -> Fields.name(request, "technician") == null;
        };
    }

    /** What could not be checked. */
    Optional<String> caveat() {
        return view != null && view.isMine() && technician.isEmpty()
                ? Optional.of("Whose requests these are could not be checked, since no default technician is configured"
                        + " (SDP_DEFAULT_TECHNICIAN_EMAIL); look at the technician of each")
                : Optional.empty();
    }
}
