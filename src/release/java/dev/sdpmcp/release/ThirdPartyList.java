package dev.sdpmcp.release;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The text of THIRD-PARTY.txt: all third-party libraries of a release with their licences. */
final class ThirdPartyList {

    private static final String NOT_STATED = "not stated in the jar itself; see the licence of Payara Micro";

    private ThirdPartyList() {}

    static String text(List<Part> war, Part server, List<Part> inside) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "Libraries that come with sdp-mcp, each with the licences that it states. Their jars, which are unchanged,");
        lines.add("hold the texts. Of several licences one may be chosen.");
        lines.add("");
        lines.add("In sdp-mcp.war (" + war.size() + ")");
        lines.add("");
        war.stream().sorted(Comparator.comparing(Part::coordinates)).forEach(part -> lines.add(line(part)));
        lines.add("");
        lines.add("The server, in sdp-mcp.jar and in the container image, unchanged");
        lines.add("");
        lines.add(line(server));
        lines.add("");
        lines.add("In " + server.coordinates() + " (" + inside.size() + ")");
        lines.add("");
        inside.stream().sorted(Comparator.comparing(Part::coordinates)).forEach(part -> lines.add(line(part)));
        return String.join("\n", lines) + "\n";
    }

    private static String line(Part part) {
        return "  " + part.coordinates() + "\n      "
                + (part.licences().isEmpty() ? NOT_STATED : String.join(", ", part.licences()));
    }
}
