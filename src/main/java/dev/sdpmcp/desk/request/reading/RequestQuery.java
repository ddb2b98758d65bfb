package dev.sdpmcp.desk.request.reading;

import dev.sdpmcp.desk.Paging;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which requests are wanted. What is null does not matter.
 *
 * @param text words that subject or description must hold
 * @param view a saved view
 * @param created not before the first and before the second
 */
record RequestQuery(
        @Nullable String text,
        @Nullable RequestView view,
        RequestState state,
        RequestTraits traits,
        Period created,
        Order order,
        Paging paging) {

    /** Names as a model says them. */
    record RequestTraits(
            @Nullable String status,
            @Nullable String priority,
            @Nullable String category,
            @Nullable String group,
            @Nullable String technician,
            @Nullable String requester) {}

    /** From the first moment on, until before the second. */
    record Period(@Nullable Instant from, @Nullable Instant until) {}

    /** How the rows are sorted. */
    record Order(RequestOrder field, boolean ascending) {}
}
