# The runtime loop of Python functions: asks the runtime API for an event, calls the handler, posts what it answers.
import http.client
import importlib
import json
import logging
import os
import sys
import time
import traceback

host, port = os.environ["AWS_LAMBDA_RUNTIME_API"].split(":")
sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
sys.stdout.reconfigure(line_buffering=True)
connection = http.client.HTTPConnection(host, int(port))
as_json = os.environ.get("AWS_LAMBDA_LOG_FORMAT") == "JSON"
request_id = ""


# Where Python's logging goes in Lambda: the level, the time, the request and the text, divided by tabs; or JSON (docs: python-logging)
class TextFormatter(logging.Formatter):
    converter = time.gmtime

    def __init__(self):
        super().__init__("[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s", "%Y-%m-%dT%H:%M:%S")

    def format(self, record):
        record.aws_request_id = request_id
        return super().format(record)


class JsonFormatter(TextFormatter):
    standard = set(vars(logging.makeLogRecord({}))) | {"aws_request_id", "message", "asctime"}

    def format(self, record):
        values = {"timestamp": self.formatTime(record, self.datefmt) + "Z", "level": record.levelname, "message": record.getMessage(),
                  "logger": record.name, "requestId": request_id or None}
        if record.exc_info and record.exc_info[0]:
            values["stackTrace"] = self.formatException(record.exc_info).split("\n")
            values["errorType"], values["errorMessage"] = record.exc_info[0].__name__, str(record.exc_info[1])
            values["location"] = f"{record.pathname}:{record.funcName}:{record.lineno}"
        values.update({name: value for name, value in vars(record).items() if name not in self.standard})
        return json.dumps({name: value for name, value in values.items() if value is not None}, default=str)


class OutputHandler(logging.StreamHandler):
    def __init__(self):
        super().__init__(sys.stdout)
        self.setFormatter(JsonFormatter() if as_json else TextFormatter())


logging.getLogger().addHandler(OutputHandler())
if as_json and os.environ.get("AWS_LAMBDA_LOG_LEVEL"):
    logging.getLogger().setLevel({"TRACE": "DEBUG", "FATAL": "CRITICAL"}.get(os.environ["AWS_LAMBDA_LOG_LEVEL"].upper(), os.environ["AWS_LAMBDA_LOG_LEVEL"].upper()))


def call(method, route, body=None, headers={}):
    connection.request(method, "/2018-06-01/runtime/" + route, body, headers)
    response = connection.getresponse()
    return response.headers, response.read()


def post(route, text, headers={}):
    call("POST", route, text.encode(), {"Content-Type": "application/json", **headers})


def fail(route, error, request_id, kind=None):
    kind = kind or type(error).__name__
    trace = [line for line in traceback.format_tb(error.__traceback__)[1:]]
    if as_json:
        print(json.dumps({"timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "level": "ERROR", "message": str(error), "logger": "root",
                          "requestId": request_id, "errorType": kind, "errorMessage": str(error), "stackTrace": trace}), flush=True)
    else:
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
        raise Refused("Runtime.ImportModuleError", f"Unable to import module '{module}': {error}{brought(error)}")
    except SyntaxError as error:
        raise Refused("Runtime.UserCodeSyntaxError", f"Syntax error in module '{module}': {error}")
    if not hasattr(loaded, function):
        raise Refused("Runtime.HandlerNotFound", f"Handler '{function}' missing on module '{module}'")
    return getattr(loaded, function)


# On AWS they come with the runtime.
def brought(error):
    if (error.name or "").split(".")[0] not in ("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "urllib3"):
        return ""
    return f" (Lambda's Python runtimes bring {error.name} along, here it is what {sys.executable} has: `{sys.executable} -m pip install boto3`, or put it into the package)"


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
    if request_id is None:
        sys.exit(0)  # The environment has ended
    os.environ["_X_AMZN_TRACE_ID"] = headers.get("Lambda-Runtime-Trace-Id") or ""
    try:
        answer = json.dumps(handler(json.loads(body), Context(headers)))
    except Exception as error:
        fail(f"invocation/{request_id}/error", error, request_id)
    else:
        post(f"invocation/{request_id}/response", answer)
