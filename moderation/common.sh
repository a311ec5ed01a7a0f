# Sourced by the scripts beside it: finds a JDK 25 and the built jar, and builds the jar when there is none.
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

java_25() {
  local candidate
  for candidate in "${JAVA_HOME:-}/bin/java" "$(command -v java || true)" \
    /usr/lib/jvm/*25*/bin/java "$HOME"/.sdkman/candidates/java/25*/bin/java \
    "$HOME"/.jdks/*25*/bin/java /Library/Java/JavaVirtualMachines/*25*/Contents/Home/bin/java; do
    if [ -x "$candidate" ] && "$candidate" -version 2>&1 | head -1 | grep -q '"25'; then
      echo "$candidate"
      return
    fi
  done
  echo "No JDK 25 found. Set JAVA_HOME to one." >&2
  return 1
}

jar_file() {
  local found
  found="$(ls "$here"/target/moderation-*.jar 2>/dev/null | grep -v -e sources -e javadoc | head -1)"
  if [ -z "$found" ] || [ ! -d "$here/target/lib" ]; then
    echo "Building moderation first." >&2
    (cd "$here/.." && mvn -q -pl moderation package -DskipTests 1>&2)
    found="$(ls "$here"/target/moderation-*.jar | head -1)"
  fi
  echo "$found"
}

run() {
  local java jar
  java="$(java_25)" && jar="$(jar_file)" || exit 1
  exec "$java" -Xmx512m -XX:+UseSerialGC -cp "$jar:$here/target/lib/*" "$@"
}
