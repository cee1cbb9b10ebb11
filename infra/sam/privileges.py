"""Refuses privileges that are wider than needed, in a template that SAM has translated.

Usage: privileges.py TRANSLATED.json
Ends with 1 and one line for each finding: a managed policy, a "*" in an action or a resource, a statement by exclusion,
or a function whose role is not declared in the template but made by SAM.
"""

import json
import sys


def as_list(value):
    return value if isinstance(value, list) else [value]


def statements(role):
    for policy in role.get("Policies", []):
        yield from as_list(policy["PolicyDocument"]["Statement"])


def role_findings(name, role):
    if role.get("ManagedPolicyArns"):
        yield f"{name}: has managed policies; write its actions and resources out"
    for statement in statements(role):
        actions = as_list(statement.get("Action", []))
        for excluding in {"NotAction", "NotResource"} & statement.keys():
            yield f"{name}: {excluding} allows what nobody listed; name what is needed"
        for action in actions:
            if "*" in action:
                yield f"{name}: the action {action} is a wildcard; name each action"
        for resource in as_list(statement.get("Resource", [])):
            # As text, so that a "*" inside Fn::Sub or Fn::Join is seen too.
            if "*" in json.dumps(resource):
                yield f"{name}: {', '.join(actions)} on {json.dumps(resource)}; name the exact ARN"


def findings(resources):
    for name, resource in sorted(resources.items()):
        properties = resource.get("Properties", {})
        if resource["Type"] == "AWS::IAM::Role":
            yield from role_findings(name, properties)
        elif resource["Type"] in ("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"):
            yield f"{name}: a policy apart from its role; put it into the role's Policies"
        elif resource["Type"] == "AWS::Lambda::Function" and properties["Role"] == {"Fn::GetAtt": [f"{name}Role", "Arn"]}:
            yield f"{name}: SAM made its role; give it one of its own by Role: !GetAtt"


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        found = list(findings(json.load(file)["Resources"]))
    for line in found:
        print(line)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
