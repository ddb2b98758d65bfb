package dev.sdpmcp.jsonrpc;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import org.jspecify.annotations.Nullable;

/**
 * Escapes the line separators of Unicode that JSON and Server-Sent Events allow in a line: U+0085, U+2028 and U+2029.
 * Some clients split the stream at them, as {@code str.splitlines} of Python does, and lose the message (httpx-sse
 * before 0.4.2). The other characters at which {@code splitlines} splits are control characters, which JSON escapes
 * anyway. Immutable, thread-safe.
 */
final class LineSeparators extends CharacterEscapes {

    private static final long serialVersionUID = 1L;

    private static final SerializableString NEXT_LINE = new SerializedString("\\u0085");
    private static final SerializableString LINE_SEPARATOR = new SerializedString("\\u2028");
    private static final SerializableString PARAGRAPH_SEPARATOR = new SerializedString("\\u2029");

    @Override
    public int[] getEscapeCodesForAscii() {
        return standardAsciiEscapesForJSON();
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
        return switch (character) {
            case 0x85 -> NEXT_LINE;
            case 0x2028 -> LINE_SEPARATOR;
            case 0x2029 -> PARAGRAPH_SEPARATOR;
            default -> null;
        };
    }
}
