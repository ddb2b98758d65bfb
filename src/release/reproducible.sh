#!/bin/sh
# Checks that the release is reproducible: builds it again in another folder and compares all bytes. The first build is
# target/release (./mvnw -Prelease package). The second build also runs the commands of the build stage of the Dockerfile.
set -eu
cd "$(dirname "$0")/../.."
first=$(pwd)/target/release
second=$(mktemp -d)
trap 'rm -rf "$second"' EXIT

[ -f "$first/SHA256SUMS" ] || { echo "there is no first build: ./mvnw -Prelease package" >&2; exit 1; }
git ls-files -co --exclude-standard | tar -cf - -T - | tar -xf - -C "$second"
cd "$second"

# RUN lines between the first and the second FROM
awk '/^FROM/ { stage++ } stage == 1 && /^RUN / { sub(/^RUN /, ""); print }' Dockerfile >build-stage.sh
[ -s build-stage.sh ] || { echo "the Dockerfile has no build stage" >&2; exit 1; }
mkdir sources-of-later
mv src/test src/bench src/release sources-of-later/
sh -eux build-stage.sh
mv sources-of-later/* src/
rm build-stage.sh
for artefact in sdp-mcp.war sdp-mcp-launcher.jar sdp-simulator.jar payara-micro.jar; do
  cmp "$second/target/$artefact" "$first/../$artefact"
done

./mvnw -q -Prelease -DskipTests package
cmp "$second/target/release/SHA256SUMS" "$first/SHA256SUMS"
(cd "$second/target/release" && sha256sum --check --strict --quiet SHA256SUMS)
echo "reproducible: $(wc -l <"$first/SHA256SUMS") files are the same, byte for byte"
