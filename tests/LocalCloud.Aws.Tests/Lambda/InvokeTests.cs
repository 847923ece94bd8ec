using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Lambda;

public class InvokeTests : LambdaTest
{
    private const string Functions = "/2015-03-31/functions";

    // The runtime API by hand, as a custom runtime speaks it.
    private const string Bootstrap = """
        #!/usr/bin/env node
        const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;
        (async () => {
          for (;;) {
            const next = await fetch(`${api}/invocation/next`);
            const id = next.headers.get('lambda-runtime-aws-request-id');
            const event = await next.json();
            console.log('got', JSON.stringify(event));
            if (event.exit !== undefined) process.exit(event.exit);
            if (event.error) await fetch(`${api}/invocation/${id}/error`, { method: 'POST', headers: { 'Lambda-Runtime-Function-Error-Type': 'My.Error' }, body: JSON.stringify({ errorType: 'My.Error', errorMessage: event.error }) });
            else await fetch(`${api}/invocation/${id}/response`, { method: 'POST', body: JSON.stringify({ arn: next.headers.get('lambda-runtime-invoked-function-arn'), trace: next.headers.get('lambda-runtime-trace-id'), context: next.headers.get('lambda-runtime-client-context'), pid: process.pid, env: process.env }) });
          }
        })();
        """;

    private Task<Answer> CreateCustomAsync(string name, string more = "") =>
        DoAsync("POST", Functions, CreateBody(name, Package.Of(("bootstrap", Bootstrap)), more, "provided.al2023", "any.thing"));

    [Fact]
    public async Task A_function_answers_what_its_handler_returns()
    {
        await CreateAsync("echo", "exports.handler = async event => ({ got: event.a });");
        var answer = await InvokeAsync("echo", """{"a":"ä"}""");
        Assert.Equal((200, """{"got":"ä"}"""), (answer.Status, answer.Text));
        Assert.Null(answer.Header("X-Amz-Function-Error"));
        Assert.Equal("$LATEST", answer.Header("X-Amz-Executed-Version"));
    }

    [Fact]
    public async Task A_function_may_work_for_seconds_between_two_calls_of_the_runtime_API()
    {
        await CreateAsync(
            "slow",
            "exports.handler = () => new Promise(resolve => setTimeout(() => resolve('done'), 2500));",
            "\"Timeout\":900"
        );
        Assert.Equal("\"done\"", (await InvokeAsync("slow")).Text);
    }

    [Fact]
    public async Task A_handler_that_throws_is_an_unhandled_error_with_its_stack()
    {
        await CreateAsync("broken", "exports.handler = async () => { throw new TypeError('no good'); };");
        var answer = await InvokeAsync("broken");
        Assert.Equal((200, "Unhandled"), (answer.Status, answer.Header("X-Amz-Function-Error")));
        Assert.Equal(("TypeError", "no good"), ((string?)answer["errorType"], (string?)answer["errorMessage"]));
        Assert.NotEmpty(answer["trace"]!.AsArray());
    }

    [Fact]
    public async Task A_custom_runtime_gets_the_variables_of_Lambda_and_its_own()
    {
        await CreateCustomAsync("custom", "\"Environment\":{\"Variables\":{\"MINE\":\"yes\"}},\"MemorySize\":256");
        var answer = await InvokeAsync("custom", headers: ("X-Amz-Client-Context", Convert.ToBase64String("""{"custom":{"k":"v"}}"""u8)));
        var env = answer["env"]!;
        Assert.Equal("yes", (string?)env["MINE"]);
        Assert.Equal("custom", (string?)env["AWS_LAMBDA_FUNCTION_NAME"]);
        Assert.Equal("256", (string?)env["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]);
        Assert.Equal("any.thing", (string?)env["_HANDLER"]);
        Assert.Equal(Account, (string?)env["AWS_ACCESS_KEY_ID"]);
        Assert.Equal(Region, (string?)env["AWS_REGION"]);
        Assert.Equal("AWS_Lambda_provided.al2023", (string?)env["AWS_EXECUTION_ENV"]);
        Assert.Matches(@"^2026/01/01/\[\$LATEST\][0-9a-f]{32}$", (string?)env["AWS_LAMBDA_LOG_STREAM_NAME"]);
        Assert.Equal(Arn("custom"), (string?)answer["arn"]);
        Assert.Equal("""{"custom":{"k":"v"}}""", (string?)answer["context"]);
        Assert.Matches("^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=1$", (string?)answer["trace"]);
    }

    [Fact]
    public async Task The_tail_of_the_log_has_start_the_functions_lines_end_and_report()
    {
        await CreateCustomAsync("custom");
        var lines = (await InvokeAsync("custom", """{"a":1}""", headers: Tail)).Log.Split('\n');
        Assert.Matches(@"^START RequestId: [0-9a-f-]{36} Version: \$LATEST$", lines[0]);
        Assert.Equal("""got {"a":1}""", lines[1]);
        Assert.StartsWith("END RequestId: ", lines[2]);
        Assert.Matches(
            @"^REPORT RequestId: [0-9a-f-]{36}\tDuration: 0\.00 ms\tBilled Duration: 1 ms\tMemory Size: 128 MB\tMax Memory Used: [1-9]\d* MB\tInit Duration: 0\.00 ms\t$",
            lines[3]
        );
        var warm = (await InvokeAsync("custom", headers: Tail)).Log;
        Assert.DoesNotContain("Init Duration", warm);
    }

    [Fact]
    public async Task An_error_of_a_custom_runtime_is_passed_on_as_it_is()
    {
        await CreateCustomAsync("custom");
        var answer = await InvokeAsync("custom", """{"error":"because"}""");
        Assert.Equal("""{"errorType":"My.Error","errorMessage":"because"}""", answer.Text);
    }

    [Theory]
    [InlineData(3, "Runtime exited with error: exit status 3")]
    [InlineData(0, "Runtime exited without providing a reason")]
    public async Task A_function_that_exits_says_how_and_the_next_invocation_has_another_environment(int code, string reason)
    {
        await CreateCustomAsync("custom");
        var answer = await InvokeAsync("custom", $$"""{"exit":{{code}}}""", headers: Tail);
        Assert.Equal("Unhandled", answer.Header("X-Amz-Function-Error"));
        Assert.Equal("Runtime.ExitError", (string?)answer["errorType"]);
        Assert.EndsWith($" Error: {reason}", (string?)answer["errorMessage"]);
        Assert.Contains("Status: error\tError Type: Runtime.ExitError", answer.Log);
        Assert.Null((await InvokeAsync("custom")).Header("X-Amz-Function-Error"));
    }

    [Fact]
    public async Task A_function_that_takes_too_long_is_killed_with_what_it_has_started()
    {
        using var gate = new Gate();
        await CreateAsync(
            "slow",
            $$"""
            const { spawn } = require('node:child_process');
            const child = spawn('sleep', ['1000']);
            {{AsksGate(gate)}}
            const ask = exports.handler;
            exports.handler = event => ask({ child: child.pid });
            """,
            "\"Timeout\":7"
        );
        var invoking = InvokeAsync("slow", headers: Tail);
        using var visitor = await gate.NextAsync();
        Clock.Advance(TimeSpan.FromSeconds(6.9));
        Assert.True(Processes.IsRunning(visitor.Process));
        Clock.Advance(TimeSpan.FromSeconds(0.1));
        var answer = await invoking;
        Assert.Equal("Sandbox.Timedout", (string?)answer["errorType"]);
        Assert.EndsWith("Error: Task timed out after 7.00 seconds", (string?)answer["errorMessage"]);
        Assert.Contains("Task timed out after 7.00 seconds", answer.Log);
        Assert.Contains("Duration: 7000.00 ms", answer.Log);
        await Processes.EndedAsync(visitor.Process);
        await Processes.EndedAsync((int)visitor.Event!["child"]!);
    }

    [Fact]
    public async Task What_cannot_start_says_why()
    {
        await DoAsync("POST", Functions, CreateBody("empty", Package.Of(("x", "y")), "", "provided.al2023"));
        var answer = await InvokeAsync("empty");
        Assert.Equal("Runtime.InvalidEntrypoint", (string?)answer["errorType"]);
        Assert.EndsWith("Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]", (string?)answer["errorMessage"]);

        await CreateAsync("unwritten", "exports.other = 1;");
        var missing = await InvokeAsync("unwritten");
        Assert.Equal(
            ("Runtime.HandlerNotFound", "index.handler is undefined or not exported"),
            ((string?)missing["errorType"], (string?)missing["errorMessage"])
        );

        await DoAsync(
            "POST",
            Functions,
            CreateBody("library", Package.Of(("Shop.dll", "")), "", "dotnet10", "Shop::Shop.Function::Handle")
        );
        Assert.Contains(
            "LocalCloud runs it only when the package has Amazon.Lambda.RuntimeSupport.dll",
            (string?)(await InvokeAsync("library"))["errorMessage"]
        );
    }

    [Fact]
    public async Task Python_runs_where_it_is_installed()
    {
        await DoAsync(
            "POST",
            Functions,
            CreateBody(
                "snake",
                Package.Of(
                    ("app/main.py", "def handle(event, context):\n    print('hi')\n    return [event['n'] + 1, context.function_name]\n")
                ),
                "",
                "python3.12",
                "app/main.handle"
            )
        );
        var answer = await InvokeAsync("snake", """{"n":41}""", headers: Tail);
        Assert.Equal("[42, \"snake\"]", answer.Text);
        Assert.Contains("\nhi\n", answer.Log);
    }

    [Fact]
    public async Task Idle_environments_are_frozen_and_used_again()
    {
        await CreateCustomAsync("custom");
        var first = (int)(await InvokeAsync("custom"))["pid"]!;
        await Processes.FrozenAsync(first);
        Assert.Equal(first, (int)(await InvokeAsync("custom"))["pid"]!);
        Clock.Advance(TimeSpan.FromMinutes(11));
        await Processes.EndedAsync(first);
        Assert.NotEqual(first, (int)(await InvokeAsync("custom"))["pid"]!);
    }

    [Fact]
    public async Task Concurrent_invocations_have_environments_of_their_own_up_to_the_reserved_concurrency()
    {
        using var gate = new Gate();
        await CreateAsync("busy", AsksGate(gate));
        await DoAsync("PUT", "/2017-10-31/functions/busy/concurrency", """{"ReservedConcurrentExecutions":2}""");
        var one = InvokeAsync("busy");
        using var first = await gate.NextAsync();
        var two = InvokeAsync("busy");
        using var second = await gate.NextAsync();
        Assert.NotEqual(first.Process, second.Process);

        var three = await InvokeAsync("busy");
        Assert.Equal((429, "TooManyRequestsException"), (three.Status, three.Code));
        Assert.Equal("ReservedFunctionConcurrentInvocationLimitExceeded", (string?)three["Reason"]);
        Assert.Equal("Rate Exceeded.", three.Message);

        await first.AnswerAsync("1");
        await second.AnswerAsync("2");
        Assert.Equal(["\"1\"", "\"2\""], [(await one).Text, (await two).Text]);
    }

    [Fact]
    public async Task A_burst_that_starts_in_turns_still_runs_all_at_once()
    {
        using var gate = new Gate();
        await CreateAsync("burst", AsksGate(gate));
        var invocations = Enumerable.Range(0, (2 * Math.Max(2, Environment.ProcessorCount)) + 1).Select(_ => InvokeAsync("burst")).ToList();
        var visitors = new List<Gate.Visitor>();
        foreach (var _ in invocations)
            visitors.Add(await gate.NextAsync());
        Assert.Equal(invocations.Count, visitors.Select(v => v.Process).Distinct().Count());
        foreach (var visitor in visitors)
            await visitor.AnswerAsync("done");
        Assert.All(await Task.WhenAll(invocations), answer => Assert.Equal("\"done\"", answer.Text));
    }

    [Fact]
    public async Task Provisioned_environments_are_warm_before_the_first_invocation()
    {
        await CreateCustomAsync("custom", "\"Publish\":true");
        const string Config = "/2019-09-30/functions/custom/provisioned-concurrency?Qualifier=1";
        var put = await DoAsync("PUT", Config, """{"ProvisionedConcurrentExecutions":2}""");
        Assert.Equal((202, "IN_PROGRESS"), (put.Status, (string?)put["Status"]));
        Answer config = put;
        while ((string?)config["Status"] == "IN_PROGRESS")
            config = await DoAsync("GET", Config);
        Assert.Equal(("READY", 2), ((string?)config["Status"], (int?)config["AvailableProvisionedConcurrentExecutions"]));

        var answer = await InvokeAsync("custom", query: "?Qualifier=1", headers: Tail);
        Assert.DoesNotContain("Init Duration", answer.Log);
        Assert.Equal("provisioned-concurrency", (string?)answer["env"]!["AWS_LAMBDA_INITIALIZATION_TYPE"]);
        await DoAsync("DELETE", Config);
        await Processes.EndedAsync((int)answer["pid"]!);
    }

    [Fact]
    public async Task A_new_configuration_has_new_environments()
    {
        await CreateCustomAsync("custom");
        var before = (int)(await InvokeAsync("custom"))["pid"]!;
        await DoAsync("PUT", $"{Functions}/custom/configuration", """{"Environment":{"Variables":{"MINE":"2"}}}""");
        Assert.Equal("2", (string?)(await InvokeAsync("custom"))["env"]!["MINE"]);
        await Processes.EndedAsync(before);
    }

    [Fact]
    public async Task Types_and_limits_of_invocations()
    {
        await CreateAsync("echo", "exports.handler = async event => event;");
        Assert.Equal(204, (await InvokeAsync("echo", headers: ("X-Amz-Invocation-Type", "DryRun"))).Status);
        Assert.Equal((202, ""), ((await InvokeAsync("echo", headers: Event)).Status, (await InvokeAsync("echo", headers: Event)).Text));
        var bad = await InvokeAsync("echo", "nonsense");
        Assert.Equal("InvalidRequestContentException", bad.Code);
        Assert.StartsWith(
            "Could not parse request body into json: Could not parse payload into json: Unrecognized token 'nonsense'",
            bad.Message
        );
        var large = await InvokeAsync("echo", $"\"{new string('x', 6_291_456)}\"");
        Assert.Equal((413, "RequestTooLargeException"), (large.Status, large.Code));
        Assert.Equal("6291458 byte payload is too large for the RequestResponse invocation type (limit 6291456 bytes)", large.Message);
        await CreateAsync("large", "exports.handler = async () => 'x'.repeat(6291560);", "\"MemorySize\":512");
        Assert.Equal("Function.ResponseSizeTooLarge", (string?)(await InvokeAsync("large"))["errorType"]);
    }

    [Fact]
    public async Task A_streamed_answer_comes_as_events()
    {
        await CreateAsync(
            "stream",
            """
            exports.handler = awslambda.streamifyResponse(async (event, out) => { out.write('one,'); out.write('two'); out.end(); });
            """
        );
        using var response = await Aws.RestAsync("lambda", "POST", "/2021-11-15/functions/stream/response-streaming-invocations", "{}");
        Assert.Equal("application/vnd.amazon.eventstream", response.Content.Headers.ContentType!.MediaType);
        var messages = EventStreamReader.Read(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("one,two", string.Concat(messages.Where(m => m.Type == "PayloadChunk").Select(m => m.Text)));
        Assert.Equal(("InvokeComplete", "{}"), messages[^1]);
    }

    [Fact]
    public async Task Nothing_runs_on_when_the_emulator_has_stopped()
    {
        await CreateCustomAsync("custom");
        var process = (int)(await InvokeAsync("custom"))["pid"]!;
        await RestartAsync();
        await Processes.EndedAsync(process);
    }

    [Fact]
    public async Task Logs_go_to_CloudWatch_Logs()
    {
        await CreateAsync("talk", "exports.handler = async () => { console.log('said'); };");
        await InvokeAsync("talk");
        var messages = new List<string>();
        while (!messages.Exists(m => m.StartsWith("REPORT", StringComparison.Ordinal)))
            messages = await LogAsync("/aws/lambda/talk");
        Assert.StartsWith("INIT_START Runtime Version: nodejs20.x", messages[0]);
        Assert.StartsWith("START RequestId", messages[1]);
        Assert.EndsWith("\tINFO\tsaid", messages[2]);
    }

    private async Task<List<string>> LogAsync(string group)
    {
        using var response = await Aws.JsonAsync("logs", "Logs_20140328.FilterLogEvents", $$"""{"logGroupName":"{{group}}"}""");
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return [.. (answer["events"] as JsonArray ?? []).Select(e => (string)e!["message"]!)];
    }
}
