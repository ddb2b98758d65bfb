package dev.sdpmcp.desk.request;

import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.upstream.EntityId;

/**
 * How people and programs name a request: the number that people see, or the internal id. Internal ids are never
 * shorter than {@value #SHORTEST_ID} digits, numbers never longer than {@value #LONGEST_NUMBER}.
 *
 * @param digits of either
 */
record RequestReference(String digits) {

    static final int LONGEST_NUMBER = 12;
    static final int SHORTEST_ID = LONGEST_NUMBER + 1;

    /**
     * @param text {@code 1042}, {@code #1042}, {@code ##1042##} or an internal id
     * @throws ToolFailure if it is none of these
     */
    static RequestReference of(String text) {
        String digits = text.strip().replaceAll("^#+|#+$", "").strip();
        if (!EntityId.isValid(digits)) {
            throw new ToolFailure(
                    "A request is named by its number, such as 1042 or #1042, or by its long internal id.");
        }
        return new RequestReference(digits);
    }

    boolean isNumber() {
        return digits.length() <= LONGEST_NUMBER;
    }
}
