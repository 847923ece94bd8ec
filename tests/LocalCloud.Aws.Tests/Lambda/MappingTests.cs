using System.Text.Json.Nodes;
using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.Lambda;

public class MappingTests : LambdaTest
{
    private const string Mappings = "/2015-03-31/event-source-mappings";

    private readonly Gate _gate = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _gate.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Messages_of_a_queue_are_records_of_an_event()
    {
        var url = await QueueAsync("jobs");
        await CreateAsync("work", AsksGate(_gate));
        var created = await MapAsync("jobs", "work");
        Assert.Equal((202, "Creating", 10), (created.Status, (string?)created["State"], (int?)created["BatchSize"]));
        Assert.Equal("Enabled", (string?)(await DoAsync("GET", $"{Mappings}/{created["UUID"]}"))["State"]);
        await Sqs.SendMessageAsync(
            new SendMessageRequest(url, "hello")
            {
                MessageAttributes = new()
                {
                    ["kind"] = new() { DataType = "String", StringValue = "greeting" },
                },
            }
        );

        using var visitor = await _gate.NextAsync();
        var record = Assert.Single(visitor.Event!["Records"]!.AsArray())!;
        Assert.Equal(
            ("hello", "aws:sqs", QueueArn("jobs"), Region),
            ((string?)record["body"], (string?)record["eventSource"], (string?)record["eventSourceARN"], (string?)record["awsRegion"])
        );
        Assert.Equal("1", (string?)record["attributes"]!["ApproximateReceiveCount"]);
        Assert.Equal(
            """{"stringValue":"greeting","stringListValues":[],"binaryListValues":[],"dataType":"String"}""",
            record["messageAttributes"]!["kind"]!.ToJsonString()
        );
        await visitor.AnswerAsync("ok");
        await EmptyAsync(url);
    }

    [Fact]
    public async Task A_batch_that_fails_comes_back_and_goes_to_the_dead_letter_queue_in_the_end()
    {
        var dead = await QueueAsync("dead");
        var url = await QueueAsync(
            "jobs",
            new() { ["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"{{QueueArn("dead")}}","maxReceiveCount":"2"}""" }
        );
        await CreateAsync("work", AsksGate(_gate));
        await MapAsync("jobs", "work");
        await Sqs.SendMessageAsync(url, "poison");
        for (var i = 1; i <= 2; i++)
        {
            using var visitor = await _gate.NextAsync();
            Assert.Equal($"{i}", (string?)visitor.Event!["Records"]![0]!["attributes"]!["ApproximateReceiveCount"]);
            await visitor.AnswerAsync("fail");
            // Whatever has not yet been done with it: from now on its visibility time-out has passed.
            Clock.Advance(TimeSpan.FromSeconds(31));
        }
        var message = Assert.Single(
            (
                await Sqs.ReceiveMessageAsync(
                    new ReceiveMessageRequest { QueueUrl = dead, WaitTimeSeconds = 20 },
                    TestContext.Current.CancellationToken
                )
            ).Messages
        );
        Assert.Equal("poison", message.Body);
    }

    [Fact]
    public async Task Of_a_batch_only_the_reported_failures_stay()
    {
        var url = await QueueAsync("jobs");
        await SendAsync(url, Enumerable.Range(0, 10).Select(i => $"{i}"));
        await CreateAsync(
            "work",
            """
            exports.handler = async e => ({ batchItemFailures: e.Records.filter(r => Number(r.body) % 2).map(r => ({ itemIdentifier: r.messageId })) });
            """
        );
        await MapAsync("jobs", "work", "\"FunctionResponseTypes\":[\"ReportBatchItemFailures\"]");
        var odd = 0;
        await Processes.UntilAsync(() => (odd = Counts(url)) == 5, "five of ten should stay");
        Assert.Equal(5, odd);
    }

    [Fact]
    public async Task What_no_filter_matches_is_dropped()
    {
        var url = await QueueAsync("jobs");
        await SendAsync(url, ["""{"type":"no"}""", """{"type":"yes"}""", "text"]);
        await CreateAsync("work", AsksGate(_gate));
        await MapAsync("jobs", "work", "\"FilterCriteria\":{\"Filters\":[{\"Pattern\":\"{\\\"body\\\":{\\\"type\\\":[\\\"yes\\\"]}}\"}]}");
        using var visitor = await _gate.NextAsync();
        Assert.Equal("""{"type":"yes"}""", (string?)Assert.Single(visitor.Event!["Records"]!.AsArray())!["body"]);
        await visitor.AnswerAsync("ok");
        await EmptyAsync(url);
    }

    [Fact]
    public async Task A_disabled_mapping_takes_nothing_until_it_is_enabled()
    {
        var url = await QueueAsync("jobs");
        await CreateAsync("work", AsksGate(_gate));
        var created = await MapAsync("jobs", "work", "\"Enabled\":false");
        await Sqs.SendMessageAsync(url, "waits");
        Assert.Equal("Disabled", (string?)(await DoAsync("GET", $"{Mappings}/{created["UUID"]}"))["State"]);
        Assert.Equal(1, (await Sqs.GetQueueAttributesAsync(url, ["All"])).ApproximateNumberOfMessages);
        Assert.Equal("Enabling", (string?)(await DoAsync("PUT", $"{Mappings}/{created["UUID"]}", """{"Enabled":true}"""))["State"]);
        using var visitor = await _gate.NextAsync();
        await visitor.AnswerAsync("ok");
        Assert.Equal("Deleting", (string?)(await DoAsync("DELETE", $"{Mappings}/{created["UUID"]}"))["State"]);
        Assert.Equal(404, (await CallAsync("GET", $"{Mappings}/{created["UUID"]}")).Status);
    }

    [Theory]
    [InlineData("\"BatchSize\":11", "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10")]
    [InlineData("\"StartingPosition\":\"LATEST\"", "Unsupported StartingPosition parameter for given event source mapping type.")]
    public async Task A_mapping_that_cannot_be_is_refused(string member, string message)
    {
        await QueueAsync("jobs");
        await CreateAsync("work", AsksGate(_gate));
        var answer = await CallAsync("POST", Mappings, $$"""{"FunctionName":"work","EventSourceArn":"{{QueueArn("jobs")}}",{{member}}}""");
        Assert.Equal(("InvalidParameterValueException", message), (answer.Code, answer.Message));
    }

    [Fact]
    public async Task A_queue_whose_messages_come_back_while_the_function_works_is_refused()
    {
        await QueueAsync("jobs");
        await CreateAsync("work", AsksGate(_gate), "\"Timeout\":60");
        var answer = await CallAsync("POST", Mappings, $$"""{"FunctionName":"work","EventSourceArn":"{{QueueArn("jobs")}}"}""");
        Assert.Equal(
            "Invalid request provided: Queue visibility timeout: 30 seconds is less than Function timeout: 60 seconds",
            answer.Message
        );
    }

    // A message whose number is divisible by 5 fails once, one divisible by 50 always; every tenth batch kills its environment.
    [Fact]
    public async Task Of_a_thousand_messages_with_failures_none_is_lost_and_none_goes_beyond_its_retries()
    {
        const int All = 1000;
        var seen = Path.Combine(Path.GetTempPath(), $"localcloud-lambda-seen-{Guid.NewGuid():N}");
        var dead = await QueueAsync("dead");
        var url = await QueueAsync(
            "jobs",
            new() { ["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"{{QueueArn("dead")}}","maxReceiveCount":"4"}""" }
        );
        await CreateAsync(
            "work",
            $$"""
            const fs = require('node:fs');
            let batches = 0;
            exports.handler = async event => {
              const failed = [];
              for (const record of event.Records) {
                const n = Number(record.body), tries = Number(record.attributes.ApproximateReceiveCount);
                if (n % 50 === 0 || (n % 5 === 0 && tries === 1)) failed.push({ itemIdentifier: record.messageId });
                else fs.appendFileSync({{JsonValue.Create(seen).ToJsonString()}}, `${n}\n`);
              }
              if (++batches === 10 && event.Records.every(r => Number(r.attributes.ApproximateReceiveCount) === 1)) process.exit(1);
              return { batchItemFailures: failed };
            };
            """,
            "\"MemorySize\":256"
        );
        await MapAsync(
            "jobs",
            "work",
            "\"FunctionResponseTypes\":[\"ReportBatchItemFailures\"],\"ScalingConfig\":{\"MaximumConcurrency\":4}"
        );
        await SendAsync(url, Enumerable.Range(0, All).Select(i => $"{i}"));

        // Each round ends when nothing is visible: what has failed is in flight until its time-out.
        for (var round = 0; Counts(url) > 0; round++)
        {
            Assert.True(round < 100, $"{Counts(url)} messages are left");
            await Processes.UntilAsync(() => Visible(url) == 0 && Fleet(url) == 0, "messages are not taken");
            Clock.Advance(TimeSpan.FromSeconds(31));
        }
        var handled = File.ReadAllLines(seen).Select(int.Parse).ToHashSet();
        var buried = new List<int>();
        while (
            (
                await Sqs.ReceiveMessageAsync(
                    new ReceiveMessageRequest
                    {
                        QueueUrl = dead,
                        MaxNumberOfMessages = 10,
                        MessageSystemAttributeNames = ["All"],
                    }
                )
            ).Messages
                is { Count: > 0 } messages
        )
            foreach (var message in messages)
            {
                Assert.Equal("5", message.Attributes["ApproximateReceiveCount"]);
                buried.Add(int.Parse(message.Body));
            }
        File.Delete(seen);
        Assert.Equal(Enumerable.Range(0, All).Where(n => n % 50 == 0), buried.Order());
        Assert.Equal(Enumerable.Range(0, All).Where(n => n % 50 != 0), handled.Order());
    }

    private async Task<string> QueueAsync(string name, Dictionary<string, string>? attributes = null) =>
        (await Sqs.CreateQueueAsync(new CreateQueueRequest { QueueName = name, Attributes = attributes ?? [] })).QueueUrl;

    private Task<Answer> MapAsync(string queue, string function, string more = "") =>
        DoAsync(
            "POST",
            Mappings,
            $$"""{"FunctionName":"{{function}}","EventSourceArn":"{{QueueArn(queue)}}"{{(more.Length > 0 ? "," + more : "")}}}"""
        );

    private async Task SendAsync(string url, IEnumerable<string> bodies)
    {
        foreach (var ten in bodies.Chunk(10))
            await Sqs.SendMessageBatchAsync(url, [.. ten.Select((b, i) => new SendMessageBatchRequestEntry($"{i}", b))]);
    }

    private Task EmptyAsync(string url) => Processes.UntilAsync(() => Counts(url) == 0, "the message was not deleted");

    private int Counts(string url)
    {
        var attributes = Sqs.GetQueueAttributesAsync(url, ["All"]).GetAwaiter().GetResult();
        return attributes.ApproximateNumberOfMessages + attributes.ApproximateNumberOfMessagesNotVisible;
    }

    private int Visible(string url) => Sqs.GetQueueAttributesAsync(url, ["All"]).GetAwaiter().GetResult().ApproximateNumberOfMessages;

    private int Fleet(string _) => Host.Service<Aws.Lambda.LambdaService>().Fleet.Count(new(Account, Region), "work").Busy;
}
