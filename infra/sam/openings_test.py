"""Tests of openings.py: what it must find, and what it must let pass. Run by infra/sam/lint."""

import copy
import unittest

import openings

BY_ACCESS = {"Fn::If": ["Iam", "AWS_IAM", {"Fn::If": ["Jwt", "JWT", "NONE"]}]}
AUTHORIZER = {"Fn::If": ["Jwt", {"Ref": "JwtAuthorizer"}, {"Ref": "AWS::NoValue"}]}


def route(key, asked, authorizer):
    return {"Type": "AWS::ApiGatewayV2::Route", "Properties": {"RouteKey": key, "AuthorizationType": asked, "AuthorizerId": authorizer}}


TEMPLATE = {
    "Parameters": {"Access": {"Default": "iam"}, "OpenHealth": {"Default": "false"}},
    "Conditions": {
        "Iam": {"Fn::Equals": [{"Ref": "Access"}, "iam"]},
        "Jwt": {"Fn::Equals": [{"Ref": "Access"}, "jwt"]},
        "Open": {"Fn::Equals": [{"Ref": "OpenHealth"}, "true"]},
        "HealthJwt": {"Fn::And": [{"Condition": "Jwt"}, {"Fn::Not": [{"Condition": "Open"}]}]},
    },
    "Resources": {
        "Api": {"Type": "AWS::ApiGatewayV2::Api", "Properties": {"ProtocolType": "HTTP"}},
        "Health": route(
            "GET /",
            {"Fn::If": ["Open", "NONE", BY_ACCESS]},
            {"Fn::If": ["HealthJwt", {"Ref": "JwtAuthorizer"}, {"Ref": "AWS::NoValue"}]},
        ),
        "Tasks": route("GET /v1/tasks", BY_ACCESS, AUTHORIZER),
        "Unknown": route("$default", BY_ACCESS, AUTHORIZER),
        "Permission": {
            "Type": "AWS::Lambda::Permission",
            "Properties": {"Principal": "apigateway.amazonaws.com", "SourceArn": {"Fn::Sub": "…"}},
        },
    },
}


class Found(unittest.TestCase):
    def found(self, change):
        template = copy.deepcopy(TEMPLATE)
        change(template["Resources"])
        return list(openings.findings(template))

    def test_what_asks_everywhere_passes(self):
        self.assertEqual([], list(openings.findings(TEMPLATE)))

    def test_a_route_without_an_authorizer_is_open(self):
        found = self.found(lambda resources: resources["Tasks"]["Properties"].pop("AuthorizationType"))
        self.assertIn("Tasks: with Access=iam and OpenHealth=false GET /v1/tasks asks for NONE, not for AWS_IAM", found)
        self.assertEqual(4, len(found))

    def test_a_route_that_hangs_on_the_wrong_condition_is_open(self):
        found = self.found(lambda resources: resources["Tasks"]["Properties"].update(AuthorizationType={"Fn::If": ["Open", "NONE", BY_ACCESS]}))
        self.assertEqual(2, len(found))
        self.assertIn("Access=iam and OpenHealth=true", found[0])

    def test_a_jwt_that_nobody_checks_is_found(self):
        found = self.found(lambda resources: resources["Unknown"]["Properties"].update(AuthorizerId={"Ref": "AWS::NoValue"}))
        self.assertEqual({"Unknown: $default asks for a JWT and names no authorizer"}, set(found))

    def test_a_template_without_a_default_route_is_found(self):
        self.assertEqual(1, len(self.found(lambda resources: resources.pop("Unknown"))))

    def test_an_address_beside_the_api_is_found(self):
        found = self.found(lambda resources: resources.update(Url={"Type": "AWS::Lambda::Url", "Properties": {"AuthType": "NONE"}}))
        self.assertEqual(["Url: AWS::Lambda::Url is an address beside the API"], found)

    def test_routes_in_a_body_are_found(self):
        self.assertEqual(1, len(self.found(lambda resources: resources["Api"]["Properties"].update(Body={}))))

    def test_a_permission_for_anyone_is_found(self):
        self.assertEqual(1, len(self.found(lambda resources: resources["Permission"]["Properties"].update(Principal="*"))))
        self.assertEqual(1, len(self.found(lambda resources: resources["Permission"]["Properties"].pop("SourceArn"))))

    def test_a_queue_for_anyone_is_found(self):
        policy = {"Type": "AWS::SQS::QueuePolicy", "Properties": {"PolicyDocument": {"Statement": [{"Principal": {"AWS": "*"}}]}}}
        self.assertEqual(1, len(self.found(lambda resources: resources.update(Policy=policy))))


if __name__ == "__main__":
    unittest.main()
