# shellcheck shell=bash
# What the checks of this folder and of infra/localstack share: progress, reasons, and what they find out about the machine.
# A check ends with 0 when all is right, with 1 when something is wrong, with 2 when it could not begin and why is said.

export SAM_CLI_TELEMETRY=0

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
started=$SECONDS

step() {
  printf '%4d s  %s\n' "$((SECONDS - started))" "$*"
}

skip() {
  step "skipped: $*"
}

# fail SENTENCE [FILE]: what went wrong, and the end of what was printed meanwhile.
fail() {
  echo "wrong: $1" >&2
  if [[ -s ${2:-} ]]; then
    echo "the end of what it printed:" >&2
    tail -n 25 "$2" | cut -c1-400 >&2
  fi
  exit 1
}

# need COMMAND INSTALLING: says how to install what is missing; ready_or_leave then ends the check.
lacking=0
need() {
  command -v "$1" >/dev/null && return
  echo "missing: $1; install it by: $2" >&2
  lacking=1
}

ready_or_leave() {
  if ((lacking == 0)) && ! docker info >/dev/null 2>&1; then
    echo "missing: a Docker engine that answers; start it by: sudo systemctl start docker (or open Docker Desktop)" >&2
    lacking=1
  fi
  ((lacking == 0)) || exit 2
}

need_tools() {
  need sam "pip install aws-sam-cli==1.170.0"
  need docker "https://docs.docker.com/engine/install (Debian: apt-get install docker.io)"
  need mvn "https://maven.apache.org/install.html (Debian: apt-get install maven)"
  need java "https://adoptium.net, a JDK 25 (Debian: apt-get install openjdk-25-jdk-headless)"
  need python3 "https://www.python.org/downloads (Debian: apt-get install python3)"
  need curl "https://curl.se/download.html (Debian: apt-get install curl)"
  ready_or_leave
}

# The parameter Architecture for functions that run on this machine.
architecture() {
  case $(uname -m) in
    arm64 | aarch64) echo arm64 ;;
    *) echo x86_64 ;;
  esac
}

# Docker Desktop gives this machine a name in its containers; on Linux they reach it by the bridge's address.
is_docker_desktop() {
  [[ $(uname -s) == Darwin ]] || docker info --format '{{.OperatingSystem}}' | grep -q 'Docker Desktop'
}

# Some engines name no gateway; it is the subnet's first address.
bridge() {
  docker network inspect bridge --format '{{with index .IPAM.Config 0}}{{or .Gateway .Subnet}}{{end}}' |
    python3 -c 'import ipaddress; given = input(); print(ipaddress.ip_network(given)[1] if "/" in given else given)'
}

# The address to listen on so that containers can connect, and nobody outside this machine.
own_address() {
  if is_docker_desktop; then echo 127.0.0.1; else bridge; fi
}

# By what containers call that address.
address_in_containers() {
  if is_docker_desktop; then echo host.docker.internal; else bridge; fi
}

# A port that is free together with the one after it.
free_port() {
  python3 - "$1" <<'PYTHON'
import socket, sys

while True:
    with socket.socket() as first, socket.socket() as second:
        first.bind((sys.argv[1], 0))
        port = first.getsockname()[1]
        try:
            second.bind((sys.argv[1], port + 1))
        except (OSError, OverflowError):
            continue
        print(port)
        break
PYTHON
}

# wait_until SECONDS COMMAND...: asks twice a second.
wait_until() {
  local last=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < last)) || return 1
    sleep 0.5
  done
}

# bounded SECONDS COMMAND...: ends what takes too long; macOS has no timeout, there it may take as long as it likes.
bounded() {
  if command -v timeout >/dev/null; then
    timeout --kill-after 20 "$@"
  else
    shift
    "$@"
  fi
}

# A JDK 25 runs the local host; the default java may be older.
java25() {
  local home
  for home in "${JAVA_HOME:-}" "$(dirname "$(dirname "$(command -v java)")")" /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/.sdkman/candidates/java/*; do
    if grep -q '^JAVA_VERSION="2[5-9]' "$home/release" 2>/dev/null; then
      echo "$home/bin/java"
      return
    fi
  done
  fail "no JDK 25 found; set JAVA_HOME to one"
}

build() {
  bounded 600 sam build --parameter-overrides "Architecture=$(architecture)" >"$work/build" 2>&1 ||
    fail "sam build; when it says no more than \"Maven Failed\", infra/sam/build-alone says why" "$work/build"
  # AWS takes 250 MB unpacked.
  (($(du -sk .aws-sam/build/ApiFunction | cut -f 1) < 250 * 1024)) || fail "sam build makes more than the 250 MB that Lambda takes"
}

# Serves the book pages of the demonstration where containers reach them. Sets site, the origin as they name it.
site=
start_site() {
  local port
  port=$(free_port "$(own_address)")
  python3 "$project/infra/sam/site.py" "$(own_address)" "$port" >"$work/site" 2>&1 &
  processes+=($!)
  wait_until 30 curl -fs -o "$work/robots" "http://$(own_address):$port/robots.txt" || fail "the stub of the book site does not answer" "$work/site"
  # shellcheck disable=SC2034  # the checks that source this read it
  site=http://$(address_in_containers):$port
}

# Ends what was started here, and nothing else.
processes=()
end_processes() {
  local process
  for process in ${processes[@]+"${processes[@]}"}; do
    kill "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
  done
  processes=()
}

# answers ARGUMENTS...: the helper that makes events and reads answers.
answers() {
  python3 "$project/infra/sam/answers.py" "$@"
}

# The emulators look at no signature, but some take service and region from where it stands.
signed_for() {
  echo "Authorization: AWS4-HMAC-SHA256 Credential=test/20260101/${AWS_DEFAULT_REGION:-us-east-1}/$1/aws4_request, SignedHeaders=host, Signature=none"
}

# invoke ENDPOINT FUNCTION EVENT_FILE ANSWER_FILE: by Lambda's own API.
invoke() {
  curl -sS --max-time 150 -o "$4" -H "$(signed_for lambda)" --data-binary "@$3" "$1/2015-03-31/functions/$2/invocations" ||
    fail "$2 was invoked at $1, and no answer came"
}

# sqs ENDPOINT ACTION JSON, dynamodb ENDPOINT ACTION JSON: print the answer.
sqs() {
  curl -sS --max-time 30 -H "$(signed_for sqs)" -H "X-Amz-Target: AmazonSQS.$2" -H 'Content-Type: application/x-amz-json-1.0' -d "$3" "$1/"
}

dynamodb() {
  curl -sS --max-time 30 -H "$(signed_for dynamodb)" -H "X-Amz-Target: DynamoDB_20120810.$2" -H 'Content-Type: application/x-amz-json-1.0' \
    -d "$3" "$1/"
}
