"""Finds ways into a deployment that nobody meant to open, in a template that SAM has translated.

Usage: openings.py TRANSLATED.json
Ends with 1 and one line for each finding: a route that some choice of Access leaves open though API Gateway is to check who calls, an
address beside the API, or a permission for a caller that is not one resource of this stack.
"""

import itertools
import json
import sys

# By the parameter Access, what API Gateway asks for. With token it asks for nothing: the function does, on every route.
ASKED = {"iam": "AWS_IAM", "jwt": "JWT", "token": "NONE"}

# What has an address of its own, or may hold routes that are no resources.
ADDRESSES = ("AWS::Lambda::Url", "AWS::ApiGateway::RestApi", "AWS::AppSync::GraphQLApi", "AWS::ElasticLoadBalancingV2::LoadBalancer")

# What a route key "GET /" is for: a load balancer or an uptime check, and by OpenHealth alone.
HEALTH = "GET /"


class Choice:
    """The template as CloudFormation sees it with these parameters."""

    def __init__(self, template, values):
        self.conditions = template.get("Conditions", {})
        self.values = {name: str(one["Default"]) for name, one in template["Parameters"].items()} | values

    def holds(self, condition):
        (kind, of), = condition.items()
        if kind == "Fn::Equals":
            first, second = (self.value(one) for one in of)
            return str(first) == str(second)
        if kind == "Condition":
            return self.holds(self.conditions[of])
        if kind == "Fn::Not":
            return not self.holds(of[0])
        found = (self.holds(one) for one in of)
        return {"Fn::And": all, "Fn::Or": any}[kind](found)

    def value(self, value):
        if isinstance(value, dict) and value.keys() == {"Fn::If"}:
            name, then, otherwise = value["Fn::If"]
            return self.value(then if self.holds(self.conditions[name]) else otherwise)
        if isinstance(value, dict) and value.keys() == {"Ref"} and value["Ref"] in self.values:
            return self.values[value["Ref"]]
        return value


def of_type(template, kind):
    return sorted((name, one) for name, one in template["Resources"].items() if one["Type"] == kind)


def route_findings(template):
    for access, health in itertools.product(sorted(ASKED), ("false", "true")):
        choice = Choice(template, {"Access": access, "OpenHealth": health})
        for name, route in of_type(template, "AWS::ApiGatewayV2::Route"):
            properties = route["Properties"]
            wanted = "NONE" if properties["RouteKey"] == HEALTH and health == "true" else ASKED[access]
            asked = choice.value(properties.get("AuthorizationType", "NONE"))
            if asked != wanted:
                yield f"{name}: with Access={access} and OpenHealth={health} {properties['RouteKey']} asks for {asked}, not for {wanted}"
            elif asked == "JWT" and choice.value(properties.get("AuthorizerId")) != {"Ref": "JwtAuthorizer"}:
                yield f"{name}: {properties['RouteKey']} asks for a JWT and names no authorizer"


def api_findings(template):
    routes = of_type(template, "AWS::ApiGatewayV2::Route")
    if "$default" not in [route["Properties"]["RouteKey"] for _, route in routes]:
        yield "no route $default: what has no route is to be asked for its caller too"
    for name, api in of_type(template, "AWS::ApiGatewayV2::Api"):
        for member in ("Body", "BodyS3Location", "CorsConfiguration", "Target"):
            if member in api["Properties"]:
                yield f"{name}: {member} may hold routes or lets other sites in; write routes out"
    for kind in ADDRESSES:
        for name, _ in of_type(template, kind):
            yield f"{name}: {kind} is an address beside the API"


def permission_findings(template):
    for name, permission in of_type(template, "AWS::Lambda::Permission"):
        properties = permission["Properties"]
        if not str(properties["Principal"]).endswith(".amazonaws.com") or "SourceArn" not in properties:
            yield f"{name}: {json.dumps(properties['Principal'])} may call the function; name a service and by SourceArn what of it"
    for name, policy in of_type(template, "AWS::SQS::QueuePolicy"):
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]:
            if "Service" not in statement["Principal"] or "aws:SourceArn" not in json.dumps(statement.get("Condition", {})):
                yield f"{name}: {json.dumps(statement['Principal'])} may use the queue; name a service and by aws:SourceArn what of it"


def findings(template):
    yield from route_findings(template)
    yield from api_findings(template)
    yield from permission_findings(template)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        found = list(findings(json.load(file)))
    for line in found:
        print(line)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
