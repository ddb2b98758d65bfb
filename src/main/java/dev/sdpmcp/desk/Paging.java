package dev.sdpmcp.desk;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list a model asked for.
 *
 * @param page counted from 1
 * @param size rows in a page
 */
public record Paging(int page, int size) {

    /** Rows that fit a conversation when nobody says how many. */
    public static final int DEFAULT_SIZE = 20;

    /** What an argument record may allow. */
    public static final int MAX_SIZE = 100;

    /** What an argument record may allow; more would not fit the index of the API. */
    public static final int MAX_PAGE = 100_000;

    public static Paging of(@Nullable Integer page, @Nullable Integer size) {
        return new Paging(Objects.requireNonNullElse(page, 1), Objects.requireNonNullElse(size, DEFAULT_SIZE));
    }

    /** Of the first row, counted from 1. */
    public int startIndex() {
        return (page - 1) * size + 1;
    }
}
