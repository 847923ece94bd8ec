import time

from aws import client, code

logs = client("logs")
logs.create_log_group(logGroupName="/app")
logs.create_log_stream(logGroupName="/app", logStreamName="one")
now = int(time.time() * 1000)
logs.put_log_events(logGroupName="/app", logStreamName="one", logEvents=[{"timestamp": now, "message": m} for m in ("GET /a 200", "GET /b 500")])
found = [e["message"] for page in logs.get_paginator("filter_log_events").paginate(logGroupName="/app", filterPattern="[verb, path, status >= 500]") for e in page["events"]]
assert found == ["GET /b 500"]
assert code(logs.create_log_group, logGroupName="/app") == "ResourceAlreadyExistsException"
query = logs.start_query(logGroupName="/app", startTime=now // 1000 - 60, endTime=now // 1000 + 60, queryString="parse @message '* * *' as verb, path, status | filter status >= 500 | display path, status")["queryId"]
while (answer := logs.get_query_results(queryId=query))["status"] == "Running":
    pass
assert [{f["field"]: f["value"] for f in row if f["field"] != "@ptr"} for row in answer["results"]] == [{"path": "/b", "status": "500"}]
