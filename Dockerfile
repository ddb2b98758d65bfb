# Builds the server and runs it as a user of its own.
#   docker build -t sdp-mcp .
#   docker run --stop-timeout 30 --env-file .env -e SDP_HTTP_HOST=0.0.0.0 -p 127.0.0.1:3000:3000 -v sdp-mcp:/var/lib/sdp-mcp sdp-mcp
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY pom.xml mvnw ./
COPY .mvn .mvn
COPY src src
RUN ./mvnw -q -DskipTests package

FROM eclipse-temurin:17-jre
RUN useradd --system --uid 10001 --home-dir /opt/sdp-mcp sdp-mcp \
 && install -d -o sdp-mcp -g sdp-mcp /opt/sdp-mcp /opt/sdp-mcp/target \
 && install -d -m 700 -o sdp-mcp -g sdp-mcp /var/lib/sdp-mcp
WORKDIR /opt/sdp-mcp
USER sdp-mcp
# the server changes rarely, the application often: layers of their own
COPY --from=build --chown=sdp-mcp /build/target/payara-micro.jar target/
COPY --chown=sdp-mcp start-sse.sh ./
COPY --chown=sdp-mcp domain-config domain-config
COPY --from=build --chown=sdp-mcp /build/target/sdp-simulator.jar /build/target/sdp-mcp-launcher.jar \
     /build/target/sdp-mcp.war target/
ENV SDP_DATA_DIR=/var/lib/sdp-mcp
EXPOSE 3000
VOLUME /var/lib/sdp-mcp
STOPSIGNAL SIGTERM
HEALTHCHECK --start-period=120s --interval=30s --timeout=5s \
    CMD curl -fsS "http://127.0.0.1:${SDP_HTTP_PORT:-3000}/health/ready" || exit 1
ENTRYPOINT ["./start-sse.sh"]
