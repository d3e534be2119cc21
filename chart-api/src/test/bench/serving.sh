#!/bin/bash
# How fast the chart API starts and serves, and how much memory it takes.
#
#   serving.sh jar|native|PATH [SECONDS] [ROWS_PER_SOURCE]
#
# Builds a warehouse of its own on the Postgres and uses the broker that tests use
# (FRESHET_TEST_POSTGRES_URL, FRESHET_TEST_AMQP_URL, else the standard local ports); drops it in
# the end. Needs wrk, psql and curl, and the module packaged. Listens on the loopback only.
set -euo pipefail
module=$(cd "$(dirname "$0")/../../.." && pwd)
what=${1:?jar, native or the path of an executable}; seconds=${2:-20}; rows=${3:-1000}
postgres=${FRESHET_TEST_POSTGRES_URL:-postgresql://postgres@127.0.0.1:5432/postgres}
amqp=${FRESHET_TEST_AMQP_URL:-amqp://guest:guest@127.0.0.1:5672}
port=${PORT:-18099}; management=$((port + 1)); database=chart_bench_$$; work=$(mktemp -d)
case $what in
  jar) command=(java ${JAVA_OPTIONS:--Xmx256m} -jar "$module/target/quarkus-app/quarkus-run.jar") ;;
  native) command=("$(ls "$module"/target/*-runner)" -Xmx96m) ;;
  *) command=("$what" -Xmx96m) ;;
esac
service=; writer=
finish() {
  [ -z "$writer" ] || kill "$writer" 2>/dev/null || true
  [ -z "$service" ] || { kill "$service" 2>/dev/null || true; wait "$service" 2>/dev/null || true; }
  psql -q "$postgres" -c "drop database if exists $database with (force)"
  rm -rf "$work"
}
trap finish EXIT

psql -q "$postgres" -c "create database $database"
for migration in $(ls -v "$module"/../shared/warehouse-schema/src/main/resources/io/freshet/warehouse/migrations/V*.sql); do
  cat "$migration" >> "$work/migrations.sql"
done
url=$(sed -E "s#/[^/]*\$#/$database#" <<<"$postgres")
psql -q -o /dev/null -v ON_ERROR_STOP=1 -v rows="$rows" \
  -v migrations="$work/migrations.sql" \
  -v tables="$module/src/test/resources/pipeline-tables.sql" -f "$module/src/test/bench/warehouse.sql" "$url"
credentials=$(sed -E 's#^[a-z]+://([^@]*)@.*#\1#' <<<"$url")
cat > "$work/freshet.yaml" <<YAML
broker: {url: "$amqp"}
warehouse: {url: "$(sed -E 's#//[^@]*@#//#' <<<"$url")", username: "${credentials%%:*}", password: "$(grep -o ':.*' <<<"$credentials" | cut -c2- || true)"}
http: {port: $port, management-port: $management}
YAML

charts=http://127.0.0.1:$port/charts
begun=$(date +%s%N)
FRESHET_CONFIG=$work/freshet.yaml FRESHET_BUS_PREFIX=chart-bench \
  "${command[@]}" > "$work/log" 2>&1 &
service=$!
# by the shell itself: starting curl again and again would take longer than the service does
until exec 3<>"/dev/tcp/127.0.0.1/$port" && printf 'GET /charts/submissions HTTP/1.0\r\n\r\n' >&3 \
    && IFS= read -r -t 5 answer <&3 && [[ $answer == *200* ]]; do
  kill -0 $service 2>/dev/null || { cat "$work/log"; exit 1; }
done 2>/dev/null
answered=$(date +%s%N)
cpu=$(awk -v hz="$(getconf CLK_TCK)" '{print int(($14 + $15) * 1000 / hz)}' /proc/$service/stat)
echo "first answer after $(( (answered - begun) / 1000000 )) ms, $cpu ms of a core"
exec 3<&-
until [ "$(curl -s "$charts/submissions")" = "{\"count\":$((20 * rows))}" ]; do sleep 0.02; done
echo "charts show all $((20 * rows)) rows after $(( ($(date +%s%N) - begun) / 1000000 )) ms"

resident() { awk '/VmRSS|VmHWM/ {printf "%s %d MiB  ", $1, $2 / 1024}' /proc/$service/status; echo; }
load() { wrk -t 2 -c 64 -d "$1"s --latency -s "$module/src/test/bench/six-charts.lua" "$charts"; }
figures() { grep -E 'Requests/sec|99%|50%|Socket|Non-2xx' || true; }
# since the last call: from a row's change in the warehouse until the charts show it
count=0; sum=0
freshness() {
  read -r count sum < <(curl -s "http://127.0.0.1:$management/q/metrics" | awk -v count="$count" -v sum="$sum" '
    /^freshet_freshness_seconds_count/ {n += $2} /^freshet_freshness_seconds_sum/ {s += $2}
    END {print n, s
      if (n > count) printf "from a change to the charts: mean %.1f ms of %d\n", 1000 * (s - sum) / (n - count), n - count > "/dev/stderr"}')
} 2>&1
trickle() {
  while sleep 0.02; do echo "select submit();"; done > >(psql -q -o /dev/null "$url" 2> /dev/null) &
  writer=$!
}
dry() { kill "$writer"; wait "$writer" 2>/dev/null || true; writer=; }

echo "at rest: $(resident)"
trickle; sleep 5; freshness; sleep 5; echo "--- 50 rows a second come in, nobody asks"; freshness; dry
load 5 > /dev/null
[ "$what" != jar ] || load 15 > /dev/null
echo "--- six charts"
load "$seconds" | figures
echo "--- nothing changed (304)"
IF_NONE_MATCH='*' load "$seconds" | figures
echo "under load: $(resident)"
freshness
echo "--- six charts, while 50 rows a second come in"
trickle; load "$seconds" | figures; freshness; dry
echo "in the end: $(resident)"
