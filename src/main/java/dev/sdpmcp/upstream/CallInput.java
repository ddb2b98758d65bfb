package dev.sdpmcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Encoded input of a call: the query of a read or the body of a write. Immutable.
 *
 * @param contentType of the body of a write
 */
@SuppressWarnings("ArrayRecordComponent") // sent as it is, and never changed
record CallInput(String contentType, byte[] encoded) {

    static final int MAX_NAME = 200;

    /** Control and format characters could end a header or disguise the name. */
    private static final Pattern FILE_NAME =
            Pattern.compile("(?!\\.{1,2}$)[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\"/\\\\]{1," + MAX_NAME + "}");

    /** @param input empty if null */
    static CallInput of(@Nullable ObjectNode input) {
        // percent-encoded, which is valid in a query and in a form
        String data = input == null
                ? ""
                : "input_data="
                        + URLEncoder.encode(input.toString(), StandardCharsets.UTF_8)
                                .replace("+", "%20");
        return new CallInput("application/x-www-form-urlencoded", data.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * The form of an upload.
     *
     * @throws IllegalArgumentException if the name is not one of a file
     */
    static CallInput upload(String name, FileContent content) {
        if (!FILE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the name of a file has 1 to " + MAX_NAME
                    + " characters, no slashes, quotation marks or control characters");
        }
        String boundary = "sdp-mcp-" + UUID.randomUUID();
        String part = "--" + boundary + "\r\nContent-Disposition: form-data; name=";
        ByteArrayOutputStream form = new ByteArrayOutputStream(content.bytes().length + 1024);
        form.writeBytes((part + "\"addtoattachment\"\r\n\r\ntrue\r\n" + part + "\"filename\"; filename=\"" + name
                        + "\"\r\nContent-Type: " + content.contentType() + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        form.writeBytes(content.bytes());
        form.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return new CallInput("multipart/form-data; boundary=" + boundary, form.toByteArray());
    }

    boolean isEmpty() {
        return encoded.length == 0;
    }

    /** The query of a read. */
    String query() {
        return "?" + new String(encoded, StandardCharsets.US_ASCII);
    }
}
