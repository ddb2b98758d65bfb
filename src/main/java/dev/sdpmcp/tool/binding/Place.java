package dev.sdpmcp.tool.binding;

import org.jspecify.annotations.Nullable;

/**
 * Where in the arguments a value stands; text only when somebody asks, which is when something is wrong with it.
 *
 * @param name of a member, or null for an element of a list
 */
record Place(@Nullable Place outer, @Nullable String name, int index) {

    /** The arguments as a whole; its text is empty. */
    static final Place ROOT = new Place(null, "", 0);

    Place member(String inner) {
        return new Place(this, inner, 0);
    }

    Place element(int position) {
        return new Place(this, null, position);
    }

    /** {@code filter.statuses[0]}. */
    @Override
    public String toString() {
        String before = outer == null ? "" : outer.toString();
        if (name == null) {
            return before + "[" + index + "]";
        }
        return before.isEmpty() ? name : before + "." + name;
    }
}
