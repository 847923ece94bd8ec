using System.Text.Json.Nodes;
using LocalCloud.Aws.Lambda.Mappings.Streams;

namespace LocalCloud.Aws.Tests.Lambda;

/// <summary>What AWS's Lambda does beyond the first example of its documentation.</summary>
public sealed class RightnessTests : LambdaTest
{
    private const string Functions = "/2015-03-31/functions",
        Foreign = "210987654321";

    private readonly Gate _gate = new();

    private string? _account;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _gate.Dispose();
    }

    protected override void Sign(HttpRequestMessage request, string body) =>
        request.Headers.TryAddWithoutValidation("Authorization", AwsCaller.Authorization("lambda", _account ?? Account, Region));

    [Fact]
    public async Task Each_state_of_a_function_is_a_revision()
    {
        var created = (string)(await CreateAsync("f", "exports.handler = async () => 1;"))["RevisionId"]!;
        var active = (string)(await DoAsync("GET", $"{Functions}/f/configuration"))["RevisionId"]!;
        Assert.NotEqual(created, active);
        Assert.Equal(
            412,
            (await CallAsync("PUT", $"{Functions}/f/configuration", $$"""{"Timeout":9,"RevisionId":"{{created}}"}""")).Status
        );
        var updating = (string)
            (await DoAsync("PUT", $"{Functions}/f/configuration", $$"""{"Timeout":9,"RevisionId":"{{active}}"}"""))["RevisionId"]!;
        Assert.DoesNotContain(
            (string)(await DoAsync("GET", $"{Functions}/f/configuration"))["RevisionId"]!,
            new[] { created, active, updating }
        );
    }

    [Fact]
    public async Task An_environment_that_was_given_is_answered_even_when_it_is_empty()
    {
        await CreateAsync("f", "exports.handler = async () => 1;", "\"Environment\":{\"Variables\":{\"MINE\":\"1\"}}");
        Assert.Equal(
            """{"Variables":{}}""",
            (await DoAsync("PUT", $"{Functions}/f/configuration", """{"Environment":{"Variables":{}}}"""))["Environment"]!.ToJsonString()
        );
        Assert.Equal("""{"Variables":{}}""", (await DoAsync("GET", $"{Functions}/f/configuration"))["Environment"]!.ToJsonString());
        Assert.Null((await CreateAsync("g", "exports.handler = async () => 1;"))["Environment"]);
    }

    [Fact]
    public async Task A_mapping_of_a_queue_answers_its_response_types_even_when_there_are_none()
    {
        await Sqs.CreateQueueAsync("jobs");
        await CreateAsync("f", "exports.handler = async () => 1;");
        var mapping = await DoAsync(
            "POST",
            "/2015-03-31/event-source-mappings",
            $$"""{"FunctionName":"f","EventSourceArn":"{{QueueArn("jobs")}}"}"""
        );
        Assert.Equal("[]", mapping["FunctionResponseTypes"]!.ToJsonString());
    }

    [Fact]
    public async Task With_no_concurrency_reserved_events_go_to_the_destination_of_failures_at_once()
    {
        var queue = (await Sqs.CreateQueueAsync("failed")).QueueUrl;
        await CreateAsync("f", "exports.handler = async () => 1;");
        await DoAsync(
            "PUT",
            "/2019-09-25/functions/f/event-invoke-config",
            $$$$"""{"DestinationConfig":{"OnFailure":{"Destination":"{{{{QueueArn("failed")}}}}"}}}"""
        );
        await DoAsync("PUT", "/2017-10-31/functions/f/concurrency", """{"ReservedConcurrentExecutions":0}""");
        Assert.Equal(202, (await InvokeAsync("f", """{"order":1}""", headers: Event)).Status);
        var answer = await Sqs.ReceiveMessageAsync(
            new Amazon.SQS.Model.ReceiveMessageRequest { QueueUrl = queue, WaitTimeSeconds = 20 },
            TestContext.Current.CancellationToken
        );
        var record = JsonNode.Parse(Assert.Single(answer.Messages).Body)!;
        Assert.Equal(
            ("ZeroReservedConcurrency", 0, """{"order":1}"""),
            (
                (string?)record["requestContext"]!["condition"],
                (int?)record["requestContext"]!["approximateInvokeCount"],
                record["requestPayload"]!.ToJsonString()
            )
        );
    }

    [Fact]
    public async Task Provisioned_concurrency_is_taken_from_what_is_reserved()
    {
        await CreateAsync("f", AsksGate(_gate), "\"Publish\":true");
        await DoAsync("PUT", "/2017-10-31/functions/f/concurrency", """{"ReservedConcurrentExecutions":2}""");
        const string Config = "/2019-09-30/functions/f/provisioned-concurrency?Qualifier=1";
        await DoAsync("PUT", Config, """{"ProvisionedConcurrentExecutions":1}""");
        while ((string?)(await DoAsync("GET", Config))["Status"] == "IN_PROGRESS")
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        // One of the two is kept for version 1, whether it is used or not
        var unpublished = InvokeAsync("f");
        using var first = await _gate.NextAsync();
        Assert.Equal("TooManyRequestsException", (await InvokeAsync("f")).Code);
        var provisioned = InvokeAsync("f", query: "?Qualifier=1");
        using var second = await _gate.NextAsync();
        Assert.Equal("TooManyRequestsException", (await InvokeAsync("f", query: "?Qualifier=1")).Code);
        await first.AnswerAsync("a");
        await second.AnswerAsync("b");
        Assert.Equal(("\"a\"", "\"b\""), ((await unpublished).Text, (await provisioned).Text));
    }

    [Fact]
    public async Task An_event_that_has_waited_runs_the_code_that_there_is_by_then()
    {
        await CreateAsync("f", AsksGate(_gate));
        await DoAsync("PUT", "/2017-10-31/functions/f/concurrency", """{"ReservedConcurrentExecutions":1}""");
        var running = InvokeAsync("f");
        using var first = await _gate.NextAsync();
        await InvokeAsync("f", """{"waits":true}""", headers: Event);
        var code = AsksGate(_gate).Replace("event })", "event, code: 'new' })", StringComparison.Ordinal);
        await DoAsync("PUT", $"{Functions}/f/code", $$"""{"ZipFile":"{{Convert.ToBase64String(Package.Of(("index.js", code)))}}"}""");
        await first.AnswerAsync("ok");
        await running;
        using var second = await _gate.NextAsync();
        Assert.Equal(("new", true), ((string?)second.Told["code"], (bool?)second.Event!["waits"]));
        await second.AnswerAsync("ok");
    }

    [Fact]
    public async Task A_function_of_another_account_runs_when_its_policy_allows_that()
    {
        await CreateAsync("shared", "exports.handler = async (event, context) => context.invokedFunctionArn;");
        _account = Foreign;
        var refused = await InvokeAsync(Arn("shared"));
        Assert.Equal(
            (
                403,
                "AccessDeniedException",
                $"User: arn:aws:iam::{Foreign}:root is not authorized to perform: lambda:InvokeFunction on resource: {Arn("shared")} "
                    + "because no resource-based policy allows the lambda:InvokeFunction action"
            ),
            (refused.Status, refused.Code, refused.Message)
        );
        _account = null;
        await DoAsync(
            "POST",
            $"{Functions}/shared/policy",
            $$"""{"StatementId":"them","Action":"lambda:InvokeFunction","Principal":"{{Foreign}}"}"""
        );
        _account = Foreign;
        Assert.Equal($"\"{Arn("shared")}\"", (await InvokeAsync(Arn("shared"))).Text);
        Assert.Equal(404, (await InvokeAsync("shared")).Status);
    }

    [Theory]
    [InlineData(1767225600, "1.7672256E9")]
    [InlineData(1767225601, "1.767225601E9")]
    [InlineData(2000000000, "2.0E9")]
    public void Times_of_records_are_floating_point_numbers(long seconds, string text) =>
        Assert.Equal(text, StreamedItem.Seconds(DateTimeOffset.FromUnixTimeSeconds(seconds)));
}
