package dev.sdpmcp.simulator.api;

import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.http.HttpCall;
import dev.sdpmcp.simulator.http.HttpReply;
import dev.sdpmcp.simulator.model.Action;
import dev.sdpmcp.simulator.model.Actor;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.module.AttachmentModule;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.Envelope;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Upload ({@code POST …/_uploads}) and download ({@code GET …/attachments/ID/download}) of files. They differ from all
 * other addresses in their bodies. Used under the portal's lock.
 */
record Files(Portal portal, Actor actor) {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([A-Za-z0-9'()+_,./:=?-]{1,70})\"?$");
    private static final Pattern DISPOSITION = Pattern.compile(
            "(?im)^Content-Disposition: *form-data; *name=\"([^\"]*)\"(?:; *filename=\"([^\"]*)\")? *$");
    private static final Pattern CONTENT_TYPE = Pattern.compile("(?im)^Content-Type: *([^\\s;]+)");
    private static final int MAX_NAME = 255;
    private static final int MAX_PARTS = 8;

    /**
     * Answers with a file.
     *
     * @throws ApiFailure if there is input
     */
    HttpReply download(HttpCall call, Entity attachment) {
        if (!InputData.of(call).isEmpty()) {
            throw ApiFailure.of(InnerCode.GENERAL, "input_data", "EXTRA_PARAM_FOUND");
        }
        byte[] content = ((BinaryNode) attachment.get(AttachmentModule.CONTENT)).binaryValue();
        return HttpReply.file(attachment.text("content_type"), content)
                .with(Map.of("Content-Disposition", "attachment; filename=\"" + attachment.id() + "\""));
    }

    /**
     * Adds a file to a record.
     *
     * @throws ApiFailure if it is refused; then nothing has changed
     */
    HttpReply upload(HttpCall call, ModuleDefinition owners, Entity owner) {
        InputData.refuseOthers(call.query(), InputData.ONLY);
        Map<String, Part> parts = parts(call);
        InputData.refuseOthers(parts, Set.of("filename", "addtoattachment"));
        Part file = parts.get("filename");
        Part mark = parts.get("addtoattachment");
        if (file == null || mark == null) {
            throw ApiFailure.of(InnerCode.MANDATORY, file == null ? "filename" : "addtoattachment", "");
        }
        if (mark.isFile() || !mark.text().equals("true")) {
            throw ApiFailure.invalid("addtoattachment", "give true");
        }
        if (!file.isFile() || !file.fileName().matches("[^/\\\\\\p{Cntrl}]{1," + MAX_NAME + "}")) {
            throw ApiFailure.invalid("filename", "Invalid file name");
        }
        ObjectNode described = Json.object().put("name", file.fileName()).put("content_type", file.contentType());
        Entity added = AttachmentModule.add(
                new Action.Call(portal, actor, owners, owner, described), HttpCall.bytes(file.content()));
        ObjectNode shown = portal.catalogue().named(AttachmentModule.ATTACHMENT).show(portal, added);
        return HttpReply.json(200, Envelope.one("files", Json.array().add(shown)));
    }

    /** The parts of a form, by name; each name once. */
    private static Map<String, Part> parts(HttpCall call) {
        Matcher boundary = BOUNDARY.matcher(call.header("content-type").orElse(""));
        if (!call.hasType("multipart/form-data;") || !boundary.find()) {
            throw malformed("send a file as multipart/form-data");
        }
        String delimiter = "\r\n--" + boundary.group(1);
        String[] pieces = ("\r\n" + call.body()).split(Pattern.quote(delimiter), MAX_PARTS + 2);
        if (pieces.length < 2
                || pieces.length > MAX_PARTS + 1
                || !pieces[0].isEmpty()
                || !pieces[pieces.length - 1].strip().equals("--")) {
            throw malformed("the form is incomplete or has too many parts");
        }
        Map<String, Part> parts = new LinkedHashMap<>();
        for (String piece : List.of(pieces).subList(1, pieces.length - 1)) {
            int head = piece.indexOf("\r\n\r\n");
            Matcher disposition = DISPOSITION.matcher(head < 0 ? "" : HttpCall.utf8(piece.substring(0, head)));
            if (!piece.startsWith("\r\n") || !disposition.find()) {
                throw malformed("a part has no name");
            }
            Matcher type = CONTENT_TYPE.matcher(piece.substring(0, head));
            String contentType = type.find() ? type.group(1) : "application/octet-stream";
            String fileName = disposition.group(2) == null ? "" : disposition.group(2);
            Part part = new Part(disposition.group(2) != null, fileName, contentType, piece.substring(head + 4));
            if (parts.put(disposition.group(1), part) != null) {
                throw malformed("a part is given twice");
            }
        }
        return parts;
    }

    private static ApiFailure malformed(String message) {
        return ApiFailure.of(InnerCode.GENERAL, "Invalid Input: " + message);
    }

    /**
     * One part of a form.
     *
     * @param content one character for each byte
     */
    private record Part(boolean isFile, String fileName, String contentType, String content) {
        String text() {
            return HttpCall.utf8(content);
        }
    }
}
