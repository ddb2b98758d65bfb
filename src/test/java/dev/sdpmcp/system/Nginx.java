package dev.sdpmcp.system;

import static dev.sdpmcp.system.ProxyProgram.replaced;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** nginx with {@code domain-config/nginx.conf}, and a second time below a path, as docs/proxies.md says. */
final class Nginx implements ProxyProgram {

    @Override
    public String debianPackage() {
        return "nginx";
    }

    @Override
    public String configuration() {
        return "nginx.conf";
    }

    @Override
    public String serverHeader() {
        return "nginx";
    }

    @Override
    public String gracefulSignal() {
        return "QUIT";
    }

    @Override
    public String adapted(String text, Place place) {
        String here = replaced(text, "server 127.0.0.1:3000;", "server " + place.server() + ";");
        here = replaced(here, "listen 443 ssl http2;", "listen 127.0.0.1:" + place.port() + " ssl http2;");
        here = replaced(here, "server_name mcp.example.com;", "server_name localhost;");
        here = replaced(here, "/etc/nginx/mcp.example.com.crt", place.folder() + "/server.crt");
        here = replaced(here, "/etc/nginx/mcp.example.com.key", place.folder() + "/server.key");
        here = replaced(here, "/var/log/nginx", place.folder().toString());
        here = replaced(here, "^/+(audit", "^/+(?:desk/+)?(audit");
        here = replaced(here, "        location / {", belowAPath(here) + "        location / {");
        return replaced(here, "http {", "http {\n" + temporaryFolders(place.folder()));
    }

    /** A copy of the location of the server, with the lines that differ. */
    private static String belowAPath(String text) {
        int begin = text.indexOf("        location / {");
        String end = "\n        }\n";
        String root = text.substring(begin, text.indexOf(end, begin) + end.length());
        return replaced(
                replaced(root, "location / {", "location /desk/ {"),
                "proxy_pass http://sdp_mcp;",
                "proxy_pass http://sdp_mcp/;\n            proxy_set_header X-Forwarded-Prefix /desk;");
    }

    private static String temporaryFolders(Path folder) {
        return Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(kind -> kind + "_temp_path " + folder + "/" + kind + ";")
                .collect(Collectors.joining("\n"));
    }

    @Override
    public List<String> command(Path executable, Path configuration, Path folder) {
        return List.of(
                executable.toString(),
                "-e",
                folder.resolve("start.log").toString(),
                "-c",
                configuration.toString(),
                "-g",
                "daemon off; pid " + folder + "/nginx.pid;");
    }
}
