# What every script needs: a client of the emulator, with the account that the test gave it.
import os

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError


def client(service, **settings):
    return boto3.client(
        service,
        endpoint_url=os.environ["ENDPOINT"],
        region_name="eu-west-1",
        aws_access_key_id=os.environ["ACCOUNT"],
        aws_secret_access_key="test",
        config=Config(retries={"max_attempts": 0}, **settings),
    )


def code(call, **arguments):
    """The error code of a call that has to fail."""
    try:
        call(**arguments)
    except ClientError as error:
        return error.response["Error"]["Code"]
    raise AssertionError(f"{call} was to fail and did not")
