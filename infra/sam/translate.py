"""Prints the CloudFormation that SAM makes of a template, as JSON. It asks AWS nothing.

Usage: translate.py [TEMPLATE] [PARAMETER=VALUE ...]
What a parameter is set to matters where SAM decides while it translates, such as for CodeDeploy.
"""

import json
import logging
import os
import sys

# The translator asks boto3 for a region, which only chooses the partition of ARNs here.
os.environ.setdefault("AWS_DEFAULT_REGION", "eu-central-1")

from samtranslator.model.exceptions import InvalidDocumentException  # noqa: E402
from samtranslator.translator.transform import transform  # noqa: E402
from samtranslator.yaml_helper import yaml_parse  # noqa: E402


class NoManagedPolicies:
    """Each function has a role of its own, so the list of managed policies is never needed."""

    def load(self):
        return {}


def main():
    # It warns of usage metrics that nobody here collects.
    logging.getLogger("samtranslator").setLevel(logging.ERROR)
    path = next((argument for argument in sys.argv[1:] if "=" not in argument), "template.yaml")
    values = dict(argument.split("=", 1) for argument in sys.argv[1:] if "=" in argument)
    with open(path, encoding="utf-8") as file:
        template = yaml_parse(file.read())
    # "sam deploy" uploads the code and puts its address here.
    template["Globals"]["Function"]["CodeUri"] = "s3://bucket/key"
    unknown = values.keys() - template["Parameters"].keys()
    if unknown:
        sys.exit(f"{path} has no parameter {', '.join(sorted(unknown))}")
    try:
        translated = transform(template, values, NoManagedPolicies())
    except InvalidDocumentException as refused:
        sys.exit(f"{path}: SAM refuses it: " + "; ".join(cause.message for cause in refused.causes))
    json.dump(translated, sys.stdout, indent=2)
    print()


if __name__ == "__main__":
    main()
