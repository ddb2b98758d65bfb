package dev.sdpmcp.desk.module;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.module.engine.SavedViews;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The saved views of requests. Some have been seen to return requests that do not belong there (finished ones and other
 * people's in {@code My_Open_Requests}), so each says what its rows must be.
 */
final class RequestViews implements SavedViews {

    static final SavedViews INSTANCE = new RequestViews();

    /** A further condition. */
    private enum Must {
        NOTHING,
        BE_OVERDUE,
        BE_UNASSIGNED
    }

    /**
     * A view.
     *
     * @param finished what its rows must be; null if they may be either
     * @param mine whether it shows the requests of the technician that the OAuth token belongs to
     */
    private record View(@Nullable Boolean finished, boolean mine, Must must) {}

    private static final Map<String, View> VIEWS = new LinkedHashMap<>();

    static {
        VIEWS.put("All_Requests", new View(null, false, Must.NOTHING));
        VIEWS.put("Open_Requests", new View(false, false, Must.NOTHING));
        VIEWS.put("Onhold_Requests", new View(false, false, Must.NOTHING));
        VIEWS.put("Overdue_Requests", new View(false, false, Must.BE_OVERDUE));
        VIEWS.put("Requests_Due_Today", new View(false, false, Must.NOTHING));
        VIEWS.put("Unassigned_Requests", new View(false, false, Must.BE_UNASSIGNED));
        VIEWS.put("Completed_Requests", new View(true, false, Must.NOTHING));
        VIEWS.put("Requests_Pending_Approval", new View(null, false, Must.NOTHING));
        VIEWS.put("My_Open_Requests", new View(false, true, Must.NOTHING));
        VIEWS.put("My_Pending_Requests", new View(false, true, Must.NOTHING));
        VIEWS.put("My_Overdue_Requests", new View(false, true, Must.BE_OVERDUE));
        VIEWS.put("My_Requests_Due_Today", new View(false, true, Must.NOTHING));
        VIEWS.put("My_Closed_Requests", new View(true, true, Must.NOTHING));
        VIEWS.put("Waiting_For_My_Update", new View(null, false, Must.NOTHING));
        VIEWS.put("Updated_By_Me", new View(null, false, Must.NOTHING));
    }

    private RequestViews() {}

    @Override
    public String description() {
        return "A saved view of ServiceDesk Plus. \"My\" means the technician whom this server works as";
    }

    @Override
    public List<String> fields() {
        return List.of("is_overdue");
    }

    @Override
    public List<String> names() {
        return List.copyOf(VIEWS.keySet());
    }

    @Override
    public boolean holds(String name, JsonNode row, boolean finished, Optional<String> self) {
        View view = named(name);
        return (view.finished == null || view.finished == finished) && isOwn(view, row, self) && meets(view.must, row);
    }

    private static boolean isOwn(View view, JsonNode row, Optional<String> self) {
        if (!view.mine || self.isEmpty()) {
            return true;
        }
        return self.get().equalsIgnoreCase(String.valueOf(Fields.text(row.path("technician"), "email_id")));
    }

    private static boolean meets(Must must, JsonNode row) {
        return switch (must) {
            case NOTHING -> true;
            case BE_OVERDUE -> !row.path("is_overdue").isBoolean() || Fields.flag(row, "is_overdue");
            case BE_UNASSIGNED -> Fields.name(row, "technician") == null;
        };
    }

    @Override
    public Optional<String> caveat(String name, Optional<String> self) {
        return named(name).mine && self.isEmpty()
                ? Optional.of("Whose requests these are could not be checked, since no default technician is configured"
                        + " (SDP_DEFAULT_TECHNICIAN_EMAIL); look at the technician of each")
                : Optional.empty();
    }

    private static View named(String name) {
        return Objects.requireNonNull(VIEWS.get(name), name);
    }
}
