"""Refuses privileges that are wider than needed, in a template that SAM has translated.

Usage: privileges.py TRANSLATED.json [CALLS.jsonl]
Ends with 1 and one line for each finding: a managed policy of AWS, a "*" in an action or a resource, a statement by exclusion,
or a function whose role is not declared in the template but made by SAM. With the calls that the acceptance suite recorded
(infra/acceptance/target/aws-calls.jsonl) also an action that a function calls and may not, or may and never calls.
"""

import json
import re
import sys

NO_VALUE = {"Ref": "AWS::NoValue"}
SES = "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:"
INDEX = re.compile(r"\$\{(\w+)\.Arn\}(/index/.+)")

PAYLOADS = {"Fn::Sub": "arn:${AWS::Partition}:s3:::${PayloadBucket}/offstage/*"}

# Where AWS knows nothing narrower: the actions, the resource, and the condition under which they are there at all.
UNAVOIDABLE = {
    ("TracesPolicy", "Traced"): ({"xray:PutTelemetryRecords", "xray:PutTraceSegments"}, "*"),
    ("DeployRole", "Gradual"): (
        {"cloudwatch:DescribeAlarms"},
        {"Fn::Sub": "arn:${AWS::Partition}:cloudwatch:${AWS::Region}:${AWS::AccountId}:alarm:*"},
    ),
    # A bucket is known by its name alone, which a parameter gives, and the objects in it get their names from the tasks.
    ("PayloadsPolicy", "HasPayloadBucket"): (
        {"s3:GetObject", "s3:PutObject", "s3:PutObjectTagging"},
        PAYLOADS,
    ),
    ("PayloadDeletingPolicy", "HasPayloadBucket"): ({"s3:DeleteObject"}, PAYLOADS),
}

# A wildcard that a condition makes narrow: the actions, the resources, and the condition. Which identity covers a sender's address SES
# alone knows, and in its sandbox it asks for the recipient's too; the address itself is what the role is bound to.
NARROWED = [
    (
        {"ses:SendEmail"},
        [{"Fn::Sub": SES + "identity/*"}, {"Fn::Sub": SES + "configuration-set/*"}],
        {"StringEquals": {"ses:FromAddress": {"Ref": "MailFrom"}}},
    ),
]


def as_list(value):
    return value if isinstance(value, list) else [value]


def branches(value):
    """Every element that a list can have, whatever the conditions say."""
    for element in as_list(value):
        if isinstance(element, dict) and element.keys() == {"Fn::If"}:
            yield from branches(element["Fn::If"][1])
            yield from branches(element["Fn::If"][2])
        elif element != NO_VALUE:
            yield element


def statements(documents):
    for document in documents:
        yield from branches(document["Statement"])


def documents(properties):
    if "PolicyDocument" in properties:
        yield properties["PolicyDocument"]
    for policy in branches(properties.get("Policies", [])):
        yield policy["PolicyDocument"]


def is_unavoidable(name, resource, actions, on):
    allowed = UNAVOIDABLE.get((name, resource.get("Condition")))
    return allowed is not None and set(actions) <= allowed[0] and on == allowed[1]


def is_narrowed(statement, actions, on):
    return any(
        set(actions) <= allowed and on in resources and statement.get("Condition") == condition
        for allowed, resources, condition in NARROWED
    )


def policy_findings(name, resource):
    for statement in statements(documents(resource["Properties"])):
        actions = as_list(statement.get("Action", []))
        for excluding in {"NotAction", "NotResource"} & statement.keys():
            yield f"{name}: {excluding} allows what nobody listed; name what is needed"
        for action in actions:
            if "*" in action:
                yield f"{name}: the action {action} is a wildcard; name each action"
        for on in branches(statement.get("Resource", [])):
            # As text, so that a "*" inside Fn::Sub or Fn::Join is seen too.
            known = is_unavoidable(name, resource, actions, on) or is_narrowed(statement, actions, on)
            if "*" in json.dumps(on) and not known:
                yield f"{name}: {', '.join(actions)} on {json.dumps(on)}; name the exact ARN"


def findings(resources):
    for name, resource in sorted(resources.items()):
        properties = resource.get("Properties", {})
        if resource["Type"] in ("AWS::IAM::Role", "AWS::IAM::ManagedPolicy"):
            yield from policy_findings(name, resource)
        if resource["Type"] == "AWS::IAM::Role":
            for policy in branches(properties.get("ManagedPolicyArns", [])):
                if not (isinstance(policy, dict) and policy.get("Ref") in resources):
                    yield f"{name}: has the managed policy {json.dumps(policy)}; write its actions and resources out"
        elif resource["Type"] == "AWS::IAM::Policy":
            yield f"{name}: a policy apart from its role; put it into the role's Policies"
        elif resource["Type"] == "AWS::Lambda::Function" and properties["Role"] == {"Fn::GetAtt": [f"{name}Role", "Arn"]}:
            yield f"{name}: SAM made its role; give it one of its own by Role: !GetAtt"


def resource_name(on):
    """A resource as the recording names it: by its name in the template, an index as Table/index/name, one of SES as identity/*."""
    if isinstance(on, dict) and on.keys() == {"Fn::GetAtt"} and on["Fn::GetAtt"][1] == "Arn":
        return on["Fn::GetAtt"][0]
    if isinstance(on, dict) and on.keys() == {"Fn::Sub"}:
        index = INDEX.fullmatch(on["Fn::Sub"])
        if index:
            return index[1] + index[2]
        if on["Fn::Sub"].startswith(SES):
            return on["Fn::Sub"].removeprefix(SES)
    return json.dumps(on)


def allowed_calls(resources):
    for function, resource in resources.items():
        if resource["Type"] == "AWS::Lambda::Function":
            role = resources[resource["Properties"]["Role"]["Fn::GetAtt"][0]]
            for statement in statements(documents(role["Properties"])):
                for action in as_list(statement["Action"]):
                    for on in branches(statement["Resource"]):
                        yield function, action, resource_name(on)


def call_findings(resources, calls):
    allowed = set(allowed_calls(resources))
    for function, action, on in sorted(calls - allowed):
        yield f"{function} calls {action} on {on}, which its role does not allow"
    for function, action, on in sorted(allowed - calls):
        yield f"{function} may call {action} on {on}, but never did"


def read_calls(path):
    with open(path, encoding="utf-8") as file:
        return {(call["function"], call["action"], call["resource"]) for call in map(json.loads, file)}


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        resources = json.load(file)["Resources"]
    found = list(findings(resources))
    if len(sys.argv) > 2:
        found += call_findings(resources, read_calls(sys.argv[2]))
    for line in found:
        print(line)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
