# What the scripts of this folder share. To be sourced.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# The first installed JDK of 25 or later, as JAVA_HOME.
find_jdk() {
  local candidate version
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/*jdk* "$HOME"/.sdkman/candidates/java/* \
      "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -x "$candidate/bin/javac" ] && [ -r "$candidate/release" ] || continue
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$candidate/release" 2>/dev/null)
    if [ "${version:-0}" -ge 25 ]; then
      export JAVA_HOME=$candidate
      return
    fi
  done
  echo "JDK 25 or later is needed; install one, or set JAVA_HOME to it." >&2
  exit 1
}

# Builds the jars where a source is newer than they are. Says nothing where nothing is to be done.
build() {
  local stamp=$root/infra/target/built state
  state=$(cd "$root" && find pom.xml ./*/pom.xml ./*/src/main -type f -print0 | sort -z | xargs -0 cksum | cksum)
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$state" ] && [ -f "$root/infra/target/classpath.txt" ] && return
  echo "  building (once after each change) …"
  local log=$root/target/build.log
  mkdir -p "$root/target"
  if ! (cd "$root" && mvn -B -q -DskipTests -Djacoco.skip package >"$log" 2>&1); then
    tail -40 "$log" >&2
    echo "The build failed; the whole log is $log." >&2
    exit 1
  fi
  echo "$state" >"$stamp"
}

# The class path of the programs of this folder.
classpath() {
  echo "$root/infra/target/darkroom-local.jar:$(cat "$root/infra/target/classpath.txt")"
}

# A real MySQL, unpacked once from Debian's packages into the cache; it needs root, Debian and its package server.
mysql_home() {
  local cache=${XDG_CACHE_HOME:-$HOME/.cache}/darkroom/mysql-server-core
  if [ -x "$cache/usr/sbin/mysqld" ]; then
    echo "$cache"
    return
  fi
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  local log=$root/target/mysql.log
  mkdir -p "$root/target"
  echo "  unpacking a real MySQL (once) …" >&2
  command -v debootstrap >/dev/null || apt-get install -y --no-install-recommends debootstrap >"$log" 2>&1 ||
    { apt-get update && apt-get install -y --no-install-recommends debootstrap; } >>"$log" 2>&1 || return 1
  rm -rf "$cache.new"
  timeout 300 debootstrap --variant=minbase --include=mysql-server-core sid "$cache.new" >>"$log" 2>&1 || return 1
  [ -x "$cache.new/usr/sbin/mysqld" ] && mv "$cache.new" "$cache" && echo "$cache"
}

# Sets mysql to the options that name a real MySQL, or says that there is none.
find_mysql() {
  local home
  mysql=()
  if home=$(mysql_home); then
    mysql=(--mysql-home "$home")
  else
    echo "  ** NO REAL MYSQL could be had here (see target/mysql.log): this runs on the embedded MariaDB. **"
  fi
}

# The library that shows processes another time, unpacked once from Debian's package into the cache.
clock_library() {
  local cache=${XDG_CACHE_HOME:-$HOME/.cache}/darkroom/libfaketime found
  if [ ! -d "$cache" ]; then
    command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || return 1
    rm -rf "$cache.new"
    mkdir -p "$cache.new" "$root/target"
    (cd "$cache.new" && { apt-get download libfaketime || { apt-get update && apt-get download libfaketime; }; } &&
      dpkg-deb -x libfaketime_*.deb .) >"$root/target/clock.log" 2>&1 || return 1
    mv "$cache.new" "$cache"
  fi
  found=$(find "$cache" -name libfaketimeMT.so.1 | head -1)
  [ -n "$found" ] && echo "$found"
}

# Sets clock to the options that name that library, or says that there is none.
find_clock_library() {
  local library
  clock=()
  if library=$(clock_library); then
    clock=(--clock-library "$library")
  else
    echo "  ** NO CLOCK WILL JUMP: libfaketime could not be had here (see target/clock.log). **"
  fi
}

# Sets links to the option that puts proxies on all connections, or says that there are none.
find_links() {
  links=()
  mkdir -p "$root/target"
  if (cd "$root/infra/tools/links" && go build -trimpath -o /dev/null github.com/Shopify/toxiproxy/v2/cmd/server) \
    >"$root/target/links.log" 2>&1; then
    links=(--links)
  else
    echo "  ** NO CONNECTION WILL BE CUT: toxiproxy could not be built with Go (see target/links.log). **"
  fi
}

java_flags="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
