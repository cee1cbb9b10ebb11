"""Tests of privileges.py: what it must refuse, and what it must let pass. Run by infra/sam/lint."""

import copy
import unittest

import privileges

CALLS = {
    ("Api", "dynamodb:GetItem", "Table"),
    ("Api", "dynamodb:Query", "Table/index/open"),
    ("Api", "sqs:SendMessage", "High"),
    ("Api", "sqs:SendMessage", "Low"),
}

RESOURCES = {
    "Api": {"Type": "AWS::Lambda::Function", "Properties": {"Role": {"Fn::GetAtt": ["OwnRole", "Arn"]}}},
    "OwnRole": {
        "Type": "AWS::IAM::Role",
        "Properties": {
            "Policies": [
                {
                    "PolicyDocument": {
                        "Statement": [
                            {"Action": ["dynamodb:GetItem"], "Resource": {"Fn::GetAtt": ["Table", "Arn"]}},
                            {"Action": "dynamodb:Query", "Resource": {"Fn::Sub": "${Table.Arn}/index/open"}},
                            {
                                "Action": "sqs:SendMessage",
                                "Resource": [{"Fn::GetAtt": ["High", "Arn"]}, {"Fn::GetAtt": ["Low", "Arn"]}],
                            },
                        ]
                    }
                }
            ]
        },
    },
}


def without(function):
    resources = copy.deepcopy(RESOURCES)
    function(resources["OwnRole"]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"])
    return resources


class Compared(unittest.TestCase):
    def test_what_is_allowed_and_called_passes(self):
        self.assertEqual([], list(privileges.call_findings(RESOURCES, CALLS)))

    def test_an_action_taken_out_is_missing_by_its_name(self):
        resources = without(lambda statements: statements.pop(0))
        self.assertEqual(
            ["Api calls dynamodb:GetItem on Table, which its role does not allow"],
            list(privileges.call_findings(resources, CALLS)),
        )

    def test_an_action_added_is_unused_by_its_name(self):
        resources = without(lambda statements: statements[0]["Action"].append("dynamodb:DeleteItem"))
        self.assertEqual(
            ["Api may call dynamodb:DeleteItem on Table, but never did"],
            list(privileges.call_findings(resources, CALLS)),
        )

    def test_an_action_on_one_resource_too_many_is_unused(self):
        resources = without(lambda statements: statements[1].update(Resource=[statements[1]["Resource"], {"Ref": "Other"}]))
        self.assertEqual(
            ['Api may call dynamodb:Query on {"Ref": "Other"}, but never did'],
            list(privileges.call_findings(resources, CALLS)),
        )

    def test_what_a_function_may_that_nobody_recorded_is_unused(self):
        resources = copy.deepcopy(RESOURCES)
        resources["New"] = resources["Api"]
        self.assertEqual(4, len(list(privileges.call_findings(resources, CALLS))))

    def test_sending_mails_is_known_by_what_it_is_asked_for(self):
        mails = {"Action": "ses:SendEmail", "Resource": {"Fn::Sub": privileges.SES + "identity/*"}}
        resources = without(lambda statements: statements.append(mails))
        calls = CALLS | {("Api", "ses:SendEmail", "identity/*")}
        self.assertEqual([], list(privileges.call_findings(resources, calls)))


class Refused(unittest.TestCase):
    def test_a_wildcard_is_refused(self):
        resources = without(lambda statements: statements[0].update(Action="dynamodb:*"))
        self.assertIn("OwnRole: the action dynamodb:* is a wildcard; name each action", list(privileges.findings(resources)))

    def test_any_resource_is_refused(self):
        resources = without(lambda statements: statements[0].update(Resource="*"))
        self.assertEqual(['OwnRole: dynamodb:GetItem on "*"; name the exact ARN'], list(privileges.findings(resources)))

    def test_sending_mails_from_one_address_passes_and_from_any_does_not(self):
        mails = {
            "Action": "ses:SendEmail",
            "Resource": [{"Fn::Sub": privileges.SES + "identity/*"}, {"Fn::Sub": privileges.SES + "configuration-set/*"}],
            "Condition": {"StringEquals": {"ses:FromAddress": {"Ref": "MailFrom"}}},
        }
        self.assertEqual([], list(privileges.findings(without(lambda statements: statements.append(mails)))))
        del mails["Condition"]
        self.assertEqual(2, len(list(privileges.findings(without(lambda statements: statements.append(mails))))))

    def test_exact_statements_pass(self):
        self.assertEqual([], list(privileges.findings(RESOURCES)))


if __name__ == "__main__":
    unittest.main()
