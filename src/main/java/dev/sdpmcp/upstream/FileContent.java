package dev.sdpmcp.upstream;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Content of a file that is sent to ServiceDesk Plus or received from it. Immutable, but for the bytes.
 *
 * @param contentType a media type without parameters
 */
@SuppressWarnings("ArrayRecordComponent") // a file is not copied on its way
public record FileContent(String contentType, byte[] bytes) {

    private static final String TOKEN = "[A-Za-z0-9!#$&^_.+-]{1,64}";
    private static final Pattern MEDIA_TYPE = Pattern.compile(TOKEN + "/" + TOKEN);

    /** @throws IllegalArgumentException if the content type is not a media type */
    public FileContent {
        if (!MEDIA_TYPE.matcher(contentType).matches()) {
            throw new IllegalArgumentException("a content type has the form type/subtype, without parameters");
        }
    }

    /** @param header a {@code Content-Type}; if it is no media type, the content is of an unknown type */
    static FileContent received(String header, byte[] bytes) {
        int parameters = header.indexOf(';');
        String type = (parameters < 0 ? header : header.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
        return new FileContent(MEDIA_TYPE.matcher(type).matches() ? type : "application/octet-stream", bytes);
    }
}
