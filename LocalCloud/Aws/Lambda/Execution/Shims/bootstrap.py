# The runtime loop of Python functions: asks the runtime API for an event, calls the handler, posts what it answers.
import http.client
import importlib
import json
import os
import sys
import time
import traceback

host, port = os.environ["AWS_LAMBDA_RUNTIME_API"].split(":")
sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
sys.stdout.reconfigure(line_buffering=True)
connection = http.client.HTTPConnection(host, int(port))


def call(method, route, body=None, headers={}):
    connection.request(method, "/2018-06-01/runtime/" + route, body, headers)
    response = connection.getresponse()
    return response.headers, response.read()


def post(route, text, headers={}):
    call("POST", route, text.encode(), {"Content-Type": "application/json", **headers})


def fail(route, error, request_id, kind=None):
    kind = kind or type(error).__name__
    trace = [line for line in traceback.format_tb(error.__traceback__)[1:]]
    print(f"[ERROR] {kind}: {error}\nTraceback (most recent call last):\n" + "".join(trace), flush=True)
    body = {"errorMessage": str(error), "errorType": kind, "requestId": request_id, "stackTrace": trace}
    post(route, json.dumps(body), {"Lambda-Runtime-Function-Error-Type": kind})


class ClientContext:
    def __init__(self, text):
        values = json.loads(text)
        self.custom, self.env, self.client = values.get("custom"), values.get("env"), values.get("client")


class Context:
    def __init__(self, headers):
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.identity = None
        text = headers.get("Lambda-Runtime-Client-Context")
        self.client_context = ClientContext(text) if text else None
        self._deadline = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(self._deadline - int(time.time() * 1000), 0)

    def log(self, message):
        sys.stdout.write(str(message))


def load():
    name = os.environ["_HANDLER"]
    module, _, function = name.replace("/", ".").rpartition(".")
    if not module:
        raise Refused("Runtime.MalformedHandlerName", f"Bad handler '{name}': not enough values to unpack (expected 2, got 1)")
    try:
        loaded = importlib.import_module(module)
    except ImportError as error:
        raise Refused("Runtime.ImportModuleError", f"Unable to import module '{module}': {error}")
    except SyntaxError as error:
        raise Refused("Runtime.UserCodeSyntaxError", f"Syntax error in module '{module}': {error}")
    if not hasattr(loaded, function):
        raise Refused("Runtime.HandlerNotFound", f"Handler '{function}' missing on module '{module}'")
    return getattr(loaded, function)


class Refused(Exception):
    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind


try:
    handler = load()
except BaseException as error:
    fail("init/error", error, "", getattr(error, "kind", None))
    sys.exit(1)

while True:
    headers, body = call("GET", "invocation/next")
    request_id = headers["Lambda-Runtime-Aws-Request-Id"]
    os.environ["_X_AMZN_TRACE_ID"] = headers.get("Lambda-Runtime-Trace-Id") or ""
    try:
        answer = json.dumps(handler(json.loads(body), Context(headers)))
    except Exception as error:
        fail(f"invocation/{request_id}/error", error, request_id)
    else:
        post(f"invocation/{request_id}/response", answer)
