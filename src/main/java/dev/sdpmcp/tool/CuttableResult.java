package dev.sdpmcp.tool;

/**
 * A result of a tool that can be given in smaller sizes, so that it fits the length that a result may have. Each size says
 * what it leaves out and which argument gets that. A step of {@code tool.interceptor} chooses the size. Immutable.
 *
 * @param <R> the result of the tool: a record or a JSON object
 */
public interface CuttableResult<R> {

    /** The member with the position that a list goes on from. A cut inside of it would make it useless. */
    String NEXT = "next";

    /** The size of the whole: rows of a list, characters of a text, or the steps between such sizes. 0 or more. */
    int size();

    /** The smallest size that is of use, {@link #size} or less: one row of a list. */
    int leastSize();

    /**
     * The result in a size.
     *
     * @param size from {@link #leastSize} to {@link #size}; a greater one never gives a shorter result
     */
    R ofSize(int size);
}
