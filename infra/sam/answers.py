"""Makes events for functions and reads what they answer, for the checks beside it.

Usage: answers.py request METHOD TARGET [BODY]     an HTTP API event, with the caller of events/api-default.json
       answers.py batch QUEUE_ARN < RECEIVED       an SQS event of what ReceiveMessage answered
       answers.py finished EVENT ANSWER            the receipt handles of the messages that an answer to SQS does not name
       answers.py value PATH < ANSWER              the value at a path such as body.tasks.0.id; text that is JSON is read as such
       answers.py judge KIND FILE                  ends with 1 and a sentence unless FILE holds an answer of that kind: a status
                                                   such as 202, "some" or "batch" (some or every message done) or "nothing"
"""

import hashlib
import json
import pathlib
import re
import sys
import urllib.parse

PROJECT = pathlib.Path(__file__).resolve().parent.parent.parent


def route(method, path):
    """The route of template.yaml that API Gateway would choose, and what stands for its {names}."""
    template = (PROJECT / "template.yaml").read_text(encoding="utf-8")
    for key in re.findall(r"RouteKey: (\w+ /.*)", template):
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(key))
        if match := re.fullmatch(pattern, f"{method} {path}"):
            return key, match.groupdict()
    return "$default", {}


def request(method, target, body=None):
    event = json.loads((PROJECT / "events/api-default.json").read_text(encoding="utf-8"))
    path, _, query = target.partition("?")
    key, names = route(method, path)
    event["routeKey"], event["rawPath"], event["rawQueryString"] = key, path, query
    event["requestContext"]["routeKey"] = key
    event["requestContext"]["http"].update(method=method, path=path)
    if names:
        event["pathParameters"] = names
    if query:
        event["queryStringParameters"] = dict(urllib.parse.parse_qsl(query))
    if body is not None:
        event["headers"]["content-type"] = "application/json"
        event["body"] = body
    event["headers"]["content-length"] = str(len((body or "").encode()))
    return event


def record(message, queue):
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": message.get("Attributes", {}),
        "messageAttributes": {},
        "md5OfBody": hashlib.md5(message["Body"].encode(), usedforsecurity=False).hexdigest(),
        "eventSource": "aws:sqs",
        "eventSourceARN": queue,
        "awsRegion": queue.split(":")[3],
    }


def batch(queue):
    return {"Records": [record(message, queue) for message in json.load(sys.stdin).get("Messages", [])]}


def finished(event, answer):
    failures = {one["itemIdentifier"] for one in json.loads(pathlib.Path(answer).read_text(encoding="utf-8"))["batchItemFailures"]}
    records = json.loads(pathlib.Path(event).read_text(encoding="utf-8"))["Records"]
    return "\n".join(one["receiptHandle"] for one in records if one["messageId"] not in failures)


def value(path):
    text = sys.stdin.read()
    try:
        found = json.loads(text)
        for name in filter(None, path.split(".")):
            found = json.loads(found) if isinstance(found, str) else found
            found = found[int(name)] if isinstance(found, list) else found[name]
    except (ValueError, LookupError, TypeError):
        sys.exit(f"no {path} in: {text[:400]}")
    return found


def complaint(kind, text):
    """What is wrong with the answer, or None."""
    if kind == "nothing":
        return None if text.strip() in ("", "null") else f"should answer nothing, but it answered {text[:400]}"
    try:
        answer = json.loads(text)
    except ValueError:
        return f"should answer JSON, but it answered {text[:400] or 'nothing'}"
    if not isinstance(answer, dict) or "errorType" in answer or "errorMessage" in answer:
        return f"crashed: {text[:400]}"
    if kind == "some":
        return None if isinstance(answer.get("batchItemFailures"), list) else f"should answer for its messages, but it answered {text[:400]}"
    if kind == "batch":
        return None if answer.get("batchItemFailures") == [] else f"should finish every message, but it answered {text[:400]}"
    return None if str(answer.get("statusCode")) == kind else f"should answer {kind}, but it answered {text[:400]}"


def judge(kind, file):
    wrong = complaint(kind, pathlib.Path(file).read_text(encoding="utf-8", errors="replace"))
    sys.exit(wrong)


def main():
    commands = {"request": request, "batch": batch, "finished": finished, "value": value, "judge": judge}
    if len(sys.argv) < 2 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    answer = commands[sys.argv[1]](*sys.argv[2:])
    print(answer if isinstance(answer, str) else json.dumps(answer))


if __name__ == "__main__":
    main()
