# Builds the server and runs it as a user of its own, from a root file system that it never writes to.
#   docker build -t sdp-mcp .
#   docker run --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges --stop-timeout 60 \
#     --env-file .env -p 127.0.0.1:3000:3000 -v sdp-mcp:/var/lib/sdp-mcp sdp-mcp
# docs/deployment.md says more.
FROM eclipse-temurin:25.0.3_9-jdk-noble AS build
WORKDIR /build
COPY pom.xml mvnw LICENSE ./
COPY .mvn .mvn
COPY domain-config/find-java.sh domain-config/
# Most of what a build fetches; this layer stays until the pom changes. The next step still fetches the formatter.
RUN ./mvnw -q dependency:go-offline dependency:copy@payara-micro
COPY src/main src/main
RUN ./mvnw -q -Dmaven.test.skip=true package

FROM eclipse-temurin:25.0.3_9-jre-noble AS server
WORKDIR /opt/sdp-mcp
COPY --from=build /build/target/payara-micro.jar target/
COPY --from=build /build/target/sdp-mcp-launcher.jar target/
RUN ["java", "-cp", "target/sdp-mcp-launcher.jar", "dev.sdpmcp.launcher.Launcher", "--unpack"]

FROM eclipse-temurin:25.0.3_9-jre-noble
LABEL org.opencontainers.image.title="sdp-mcp" \
      org.opencontainers.image.description="An MCP server for ManageEngine ServiceDesk Plus Cloud" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN groupadd --system --gid 10001 sdp-mcp \
 && useradd --system --uid 10001 --gid 10001 --home-dir /opt/sdp-mcp --no-create-home --shell /usr/sbin/nologin sdp-mcp \
 && install -d -m 700 -o 10001 -g 10001 /var/lib/sdp-mcp
WORKDIR /opt/sdp-mcp
# The server changes rarely, the application often: layers of their own, in this order. All belong to root.
COPY --from=server /opt/sdp-mcp/target/payara target/payara
COPY LICENSE start-sse.sh ./
COPY domain-config domain-config
COPY domain-config/heap-of-container.options domain-config/heap.options
COPY --from=build /build/target/sdp-simulator.jar target/
COPY --from=build /build/target/sdp-mcp-launcher.jar target/
COPY --from=build /build/target/sdp-mcp.war target/
# Starts and stops the server once, to record the classes that it loads: the start of a container takes half the time.
RUN ["java", "-cp", "target/sdp-mcp-launcher.jar", "dev.sdpmcp.launcher.Launcher", "--prepare", "--demo"]
USER 10001:10001
ENV SDP_DATA_DIR=/var/lib/sdp-mcp
ENV SDP_HTTP_HOST=0.0.0.0
EXPOSE 3000
VOLUME /var/lib/sdp-mcp
STOPSIGNAL SIGTERM
# Asks as one of those who may: 127.0.0.1 must be among SDP_ALLOWED_IPS.
HEALTHCHECK --start-period=120s --interval=30s --timeout=5s --retries=3 \
    CMD host="${SDP_ALLOWED_HOSTS%%,*}"; wget -q -T 4 -t 1 -O /dev/null --header="Host: ${host:-127.0.0.1}" "http://127.0.0.1:${SDP_HTTP_PORT:-3000}/health/ready" || exit 1
# The script ends in exec: process 1 is the server itself.
ENTRYPOINT ["./start-sse.sh"]
