using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.Lambda;

public class StreamMappingTests : LambdaStreamTest
{
    [Fact]
    public async Task Changes_of_a_table_are_records_of_an_event()
    {
        var stream = await TableAsync();
        await PutAsync(1, text: "old");
        await PutAsync(1, text: "new");
        await WorkerAsync();
        var created = await MapAsync(stream);
        Assert.Equal(
            (202, "Creating", 100, "TRIM_HORIZON"),
            (created.Status, (string?)created["State"], (int?)created["BatchSize"], (string?)created["StartingPosition"])
        );

        using var visitor = await Gate.NextAsync();
        var records = visitor.Event!["Records"]!.AsArray();
        Assert.Equal(2, records.Count);
        var record = records[1]!.AsObject();
        Assert.Equal(
            ["eventID", "eventName", "eventVersion", "eventSource", "awsRegion", "dynamodb", "eventSourceARN"],
            record.Select(member => member.Key)
        );
        Assert.Equal(
            ("MODIFY", "1.1", "aws:dynamodb", Region, stream),
            (
                (string?)record["eventName"],
                (string?)record["eventVersion"],
                (string?)record["eventSource"],
                (string?)record["awsRegion"],
                (string?)record["eventSourceARN"]
            )
        );
        var change = record["dynamodb"]!.AsObject();
        change.Remove("SequenceNumber");
        Assert.Equal(
            """
            {"ApproximateCreationDateTime":1767225600,"Keys":{"part":{"S":"a"},"n":{"N":"1"}},"NewImage":{"part":{"S":"a"},"n":{"N":"1"},"text":{"S":"new"}},"OldImage":{"part":{"S":"a"},"n":{"N":"1"},"text":{"S":"old"}},"SizeBytes":38,"StreamViewType":"NEW_AND_OLD_IMAGES"}
            """,
            change.ToJsonString()
        );
        Assert.Equal("No records processed", (string?)(await StateAsync(created))["LastProcessingResult"]);
        await visitor.AnswerAsync("ok");
        await ResultAsync(created, "OK");
    }

    [Fact]
    public async Task What_time_to_live_deleted_says_so()
    {
        var stream = await TableAsync();
        await Db.UpdateTimeToLiveAsync(
            new UpdateTimeToLiveRequest
            {
                TableName = "things",
                TimeToLiveSpecification = new() { AttributeName = "expires", Enabled = true },
            }
        );
        await Db.PutItemAsync(
            "things",
            new()
            {
                ["part"] = new() { S = "a" },
                ["n"] = new() { N = "1" },
                ["expires"] = new() { N = $"{Clock.GetUtcNow().AddSeconds(1).ToUnixTimeSeconds()}" },
            }
        );
        Clock.Advance(TimeSpan.FromSeconds(2));
        await WorkerAsync();
        await MapAsync(stream);

        using var visitor = await Gate.NextAsync();

        Assert.Equal(
            """{"type":"Service","principalId":"dynamodb.amazonaws.com"}""",
            visitor.Event!["Records"]![1]!["userIdentity"]!.ToJsonString()
        );
        await visitor.AnswerAsync("ok");
    }

    [Fact]
    public async Task A_mapping_is_described_with_its_settings()
    {
        var stream = await TableAsync();
        await WorkerAsync();
        var created = await MapAsync(stream, "\"ParallelizationFactor\":2,\"MaximumRetryAttempts\":3,\"Enabled\":false", "LATEST");
        var shown = await StateAsync(created);
        Assert.Equal(
            ("Disabled", "User action", "LATEST", 2, 3, -1, false, 0),
            (
                (string?)shown["State"],
                (string?)shown["StateTransitionReason"],
                (string?)shown["StartingPosition"],
                (int?)shown["ParallelizationFactor"],
                (int?)shown["MaximumRetryAttempts"],
                (int?)shown["MaximumRecordAgeInSeconds"],
                (bool?)shown["BisectBatchOnFunctionError"],
                (int?)shown["TumblingWindowInSeconds"]
            )
        );
        Assert.Equal(
            ("""{"OnFailure":{}}""", "[]"),
            (shown["DestinationConfig"]!.ToJsonString(), shown["FunctionResponseTypes"]!.ToJsonString())
        );
        var updated = await DoAsync(
            "PUT",
            $"{Mappings}/{created["UUID"]}",
            $$$"""
            {"DestinationConfig":{"OnFailure":{"Destination":"{{{QueueArn("dead")}}}"}},"BisectBatchOnFunctionError":true,
             "MaximumRecordAgeInSeconds":60}
            """
        );
        Assert.Equal(
            (true, 60, 3, QueueArn("dead")),
            (
                (bool?)updated["BisectBatchOnFunctionError"],
                (int?)updated["MaximumRecordAgeInSeconds"],
                (int?)updated["MaximumRetryAttempts"],
                (string?)updated["DestinationConfig"]!["OnFailure"]!["Destination"]
            )
        );
    }

    [Fact]
    public async Task The_latest_position_begins_after_what_is_there()
    {
        var stream = await TableAsync();
        await PutAsync(1);
        await WorkerAsync();
        await MapAsync(stream, start: "LATEST");
        await PutAsync(2);

        using var visitor = await Gate.NextAsync();

        Assert.Equal([2], Numbers(visitor));
        await visitor.AnswerAsync("ok");
    }

    [Fact]
    public async Task A_shard_waits_for_its_batch_and_goes_on_in_order()
    {
        var stream = await TableAsync();
        await WorkerAsync();
        await PutAsync(Enumerable.Range(0, 3));
        await MapAsync(stream, "\"BatchSize\":2");
        using var first = await Gate.NextAsync();
        await PutAsync(Enumerable.Range(3, 2));
        Assert.Equal([0, 1], Numbers(first));
        Assert.Equal(1, Busy);
        await first.AnswerAsync("ok");
        using var second = await Gate.NextAsync();
        Assert.Equal([2, 3], Numbers(second));
        await second.AnswerAsync("ok");
        using var third = await Gate.NextAsync();
        Assert.Equal([4], Numbers(third));
        await third.AnswerAsync("ok");
    }

    [Fact]
    public async Task A_batch_that_fails_blocks_its_shard_and_no_other()
    {
        var stream = await TableAsync();
        await WorkerAsync();
        await PutAsync(1);
        var mapping = await MapAsync(stream);
        using (var poisoned = await Gate.NextAsync())
            await poisoned.AnswerAsync("fail");
        await ResultAsync(mapping, "PROBLEM: Function call failed");
        await PutAsync(2);
        using (var again = await AgainAsync())
        {
            Assert.Equal([1], Numbers(again));
            // Parts of other shards
            for (var i = 0; i < 20; i++)
                await PutAsync(i, $"other{i}");
            using var other = await Gate.NextAsync();
            Assert.NotEqual("a", (string?)other.Event!["Records"]![0]!["dynamodb"]!["Keys"]!["part"]!["S"]);
            await other.AnswerAsync("ok");
            await again.AnswerAsync("ok");
        }
        Gate.Visitor visitor;
        while (
            !Numbers(visitor = await Gate.NextAsync()).Contains(2)
            || (string?)visitor.Event!["Records"]![0]!["dynamodb"]!["Keys"]!["part"]!["S"] != "a"
        )
            await visitor.AnswerAsync("ok");
        await visitor.AnswerAsync("ok");
    }

    [Fact]
    public async Task When_there_were_enough_tries_a_batch_goes_to_the_destination_and_the_next_comes()
    {
        var dead = await QueueAsync("dead");
        var stream = await TableAsync();
        await WorkerAsync();
        await PutAsync(Enumerable.Range(0, 3));
        await MapAsync(
            stream,
            $$$"""
            "BatchSize":2,"MaximumRetryAttempts":1,"DestinationConfig":{"OnFailure":{"Destination":"{{{QueueArn("dead")}}}"}}
            """
        );
        string first,
            last;
        using (var visitor = await Gate.NextAsync())
        {
            (first, last) = (Sequence(visitor, 0), Sequence(visitor, 1));
            await visitor.AnswerAsync("fail");
        }
        using (var visitor = await AgainAsync())
            await visitor.AnswerAsync("fail");
        using (var visitor = await Gate.NextAsync())
        {
            Assert.Equal([2], Numbers(visitor));
            await visitor.AnswerAsync("ok");
        }
        var told = JsonNode.Parse(await ReceiveAsync(dead))!;
        Assert.Equal(
            ["requestContext", "responseContext", "version", "timestamp", "DDBStreamBatchInfo"],
            told.AsObject().Select(member => member.Key)
        );
        Assert.Equal(
            (Arn("work"), "RetryAttemptsExhausted", 2),
            (
                (string?)told["requestContext"]!["functionArn"],
                (string?)told["requestContext"]!["condition"],
                (int?)told["requestContext"]!["approximateInvokeCount"]
            )
        );
        Assert.Equal(
            """{"statusCode":200,"executedVersion":"$LATEST","functionError":"Unhandled"}""",
            told["responseContext"]!.ToJsonString()
        );
        var batch = told["DDBStreamBatchInfo"]!;
        Assert.Equal(
            (first, last, 2, stream, "2026-01-01T00:00:00Z"),
            (
                (string?)batch["startSequenceNumber"],
                (string?)batch["endSequenceNumber"],
                (int?)batch["batchSize"],
                (string?)batch["streamArn"],
                (string?)batch["approximateArrivalOfLastRecord"]
            )
        );
        Assert.StartsWith("shardId-", (string?)batch["shardId"]);
    }

    [Fact]
    public async Task Halving_finds_the_poison_and_spares_the_others()
    {
        var dead = await QueueAsync("dead");
        var seen = Path.Combine(Path.GetTempPath(), $"localcloud-stream-seen-{Guid.NewGuid():N}");
        var stream = await TableAsync();
        await WorkerAsync(
            $$"""
            const fs = require('node:fs');
            exports.handler = async event => {
              const numbers = event.Records.map(r => Number(r.dynamodb.Keys.n.N));
              if (numbers.includes(5)) throw new Error('poison');
              numbers.forEach(n => fs.appendFileSync({{JsonValue.Create(seen).ToJsonString()}}, `${n}\n`));
            };
            """
        );
        await PutAsync(Enumerable.Range(0, 8));
        await MapAsync(
            stream,
            $$$"""
            "BisectBatchOnFunctionError":true,"MaximumRetryAttempts":0,"DestinationConfig":{"OnFailure":{"Destination":"{{{QueueArn(
                "dead"
            )}}}"}}
            """
        );

        var told = JsonNode.Parse(await ReceiveAsync(dead))!;

        Assert.Equal(1, (int?)told["DDBStreamBatchInfo"]!["batchSize"]);
        await Processes.UntilAsync(() => File.Exists(seen) && File.ReadAllLines(seen).Length == 7, "the others are not handled");
        Assert.Equal(["0", "1", "2", "3", "4", "6", "7"], File.ReadAllLines(seen));
        File.Delete(seen);
    }

    [Fact]
    public async Task From_the_lowest_reported_failure_a_batch_comes_again()
    {
        var stream = await TableAsync();
        await WorkerAsync(
            $$"""
            const net = require('node:net');
            exports.handler = event => new Promise(resolve => {
              const socket = net.connect({{Gate.Port}}, '127.0.0.1', () => socket.write(JSON.stringify({ pid: process.pid, event }) + '\n'));
              socket.on('data', data => { socket.end(); resolve(JSON.parse(String(data))); });
            });
            """
        );
        await PutAsync(Enumerable.Range(0, 5));
        await MapAsync(stream, "\"FunctionResponseTypes\":[\"ReportBatchItemFailures\"]");
        using (var visitor = await Gate.NextAsync())
            await visitor.AnswerAsync(
                $$"""{"batchItemFailures":[{"itemIdentifier":"{{Sequence(visitor, 2)}}"},{"itemIdentifier":"{{Sequence(visitor, 4)}}"}]}"""
            );
        using (var visitor = await AgainAsync())
        {
            Assert.Equal([2, 3, 4], Numbers(visitor));
            await visitor.AnswerAsync("""{"batchItemFailures":[{"itemIdentifier":"unknown"}]}""");
        }
        using (var visitor = await AgainAsync())
        {
            Assert.Equal([2, 3, 4], Numbers(visitor));
            await visitor.AnswerAsync("""{"batchItemFailures":[]}""");
        }
        await PutAsync(5);
        using var next = await Gate.NextAsync();
        Assert.Equal([5], Numbers(next));
        await next.AnswerAsync("{}");
    }

    [Fact]
    public async Task What_no_filter_matches_is_passed_over()
    {
        var stream = await TableAsync();
        await WorkerAsync();
        await PutAsync(1, text: "no");
        await PutAsync(2, text: "yes");
        await Db.DeleteItemAsync(
            "things",
            new()
            {
                ["part"] = new() { S = "a" },
                ["n"] = new() { N = "2" },
            }
        );
        await MapAsync(
            stream,
            """
            "FilterCriteria":{"Filters":[{"Pattern":"{\"eventName\":[\"INSERT\"],\"dynamodb\":{\"NewImage\":{\"text\":{\"S\":[\"yes\"]}}}}"}]}
            """
        );

        using var visitor = await Gate.NextAsync();

        Assert.Equal([2], Numbers(visitor));
        Assert.Equal("INSERT", (string?)visitor.Event!["Records"]![0]!["eventName"]);
        await visitor.AnswerAsync("ok");
    }

    [Fact]
    public async Task Records_that_have_grown_too_old_are_given_up()
    {
        var dead = await QueueAsync("dead");
        var stream = await TableAsync();
        await WorkerAsync();
        await PutAsync(1);
        Clock.Advance(TimeSpan.FromSeconds(50));
        await PutAsync(2);
        await MapAsync(
            stream,
            $$$"""
            "BatchSize":1,"MaximumRecordAgeInSeconds":60,"DestinationConfig":{"OnFailure":{"Destination":"{{{QueueArn("dead")}}}"}}
            """
        );
        using (var visitor = await Gate.NextAsync())
        {
            Clock.Advance(TimeSpan.FromSeconds(11));
            await visitor.AnswerAsync("fail");
        }
        using var next = await Gate.NextAsync();
        Assert.Equal([2], Numbers(next));
        await next.AnswerAsync("ok");
        var told = JsonNode.Parse(await ReceiveAsync(dead))!;
        Assert.Equal(
            ("RecordAgeExceeded", 1),
            ((string?)told["requestContext"]!["condition"], (int?)told["DDBStreamBatchInfo"]!["batchSize"])
        );
    }

    [Fact]
    public async Task A_window_gives_records_time_to_come()
    {
        var stream = await TableAsync();
        await WorkerAsync();
        await MapAsync(stream, "\"BatchSize\":3,\"MaximumBatchingWindowInSeconds\":300");
        await PutAsync(Enumerable.Range(0, 3));
        using (var full = await Gate.NextAsync())
        {
            Assert.Equal([0, 1, 2], Numbers(full));
            await full.AnswerAsync("ok");
        }
        await PutAsync(Enumerable.Range(3, 2));
        using var late = await AgainAsync();
        Assert.Equal([3, 4], Numbers(late));
        Assert.True(Clock.GetUtcNow() >= Beginning.AddSeconds(300));
        await late.AnswerAsync("ok");
    }

    [Fact]
    public async Task Items_of_a_shard_are_worked_on_side_by_side_and_each_in_its_order()
    {
        var stream = await TableAsync();
        await WorkerAsync();
        for (var round = 0; round < 2; round++)
        for (var n = 0; n < 20; n++)
            await PutAsync(n, text: $"{round}");
        await MapAsync(stream, "\"ParallelizationFactor\":2,\"BatchSize\":100");

        using var first = await Gate.NextAsync();
        using var second = await Gate.NextAsync();

        Assert.Empty(Numbers(first).Intersect(Numbers(second)));
        Assert.Equal(40, Numbers(first).Count() + Numbers(second).Count());
        foreach (var visitor in (Gate.Visitor[])[first, second])
        {
            Assert.All(visitor.Event!["Records"]!.AsArray().GroupBy(r => (string)r!["dynamodb"]!["Keys"]!["n"]!["N"]!), item =>
                Assert.Equal(["0", "1"], item.Select(r => (string?)r!["dynamodb"]!["NewImage"]!["text"]!["S"]))
            );
            await visitor.AnswerAsync("ok");
        }
    }

    [Fact]
    public async Task A_mapping_goes_on_where_it_was_when_it_is_disabled_changed_and_enabled()
    {
        var stream = await TableAsync();
        await WorkerAsync();
        await PutAsync(1);
        var mapping = await MapAsync(stream);
        using (var visitor = await Gate.NextAsync())
        {
            await DoAsync("PUT", $"{Mappings}/{mapping["UUID"]}", """{"Enabled":false}""");
            await PutAsync(2);
            await DoAsync("PUT", $"{Mappings}/{mapping["UUID"]}", """{"Enabled":true}""");
            // The batch in hand comes first
            Assert.Equal(1, Busy);
            await visitor.AnswerAsync("ok");
        }
        using (var next = await Gate.NextAsync())
        {
            Assert.Equal([2], Numbers(next));
            await DoAsync("PUT", $"{Mappings}/{mapping["UUID"]}", """{"ParallelizationFactor":3}""");
            await next.AnswerAsync("ok");
        }
        await PutAsync(3);
        using var last = await Gate.NextAsync();
        Assert.Equal([3], Numbers(last));
        await last.AnswerAsync("ok");
    }

    [Theory]
    [InlineData("", "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.")]
    [InlineData("\"StartingPosition\":\"AT_TIMESTAMP\"", "Unsupported starting position for arn type: {0}")]
    [InlineData(
        "\"StartingPosition\":\"LATEST\",\"ScalingConfig\":{\"MaximumConcurrency\":2}",
        "Unsupported ScalingConfig parameter for given event source mapping type."
    )]
    public async Task A_mapping_that_cannot_be_is_refused(string members, string message)
    {
        var stream = await TableAsync();
        await WorkerAsync();
        var answer = await CallAsync(
            "POST",
            Mappings,
            $$"""{"FunctionName":"work","EventSourceArn":"{{stream}}"{{(members.Length > 0 ? "," + members : "")}}}"""
        );
        Assert.Equal(("InvalidParameterValueException", string.Format(message, stream)), (answer.Code, answer.Message));
    }

    [Fact]
    public async Task A_mapping_is_made_once_and_of_a_stream_that_is_there()
    {
        var stream = await TableAsync();
        await WorkerAsync();
        var created = await MapAsync(stream);
        var again = await CallAsync(
            "POST",
            Mappings,
            $$"""{"FunctionName":"work","EventSourceArn":"{{stream}}","StartingPosition":"LATEST"}"""
        );
        Assert.Equal(
            (
                "ResourceConflictException",
                $"The event source arn (\" {stream} \") and function (\" work \") provided mapping already exists. Please update or "
                    + $"delete the existing mapping with UUID {created["UUID"]}"
            ),
            (again.Code, again.Message)
        );
        var unknown = await CallAsync(
            "POST",
            Mappings,
            $$"""{"FunctionName":"work","EventSourceArn":"{{stream}}9","StartingPosition":"LATEST"}"""
        );
        Assert.Equal($"Stream not found: {stream}9", unknown.Message);
        var table = await CallAsync(
            "POST",
            Mappings,
            $$"""
            {"FunctionName":"work","EventSourceArn":"arn:aws:dynamodb:{{Region}}:{{Account}}:table/things",
             "StartingPosition":"LATEST"}
            """
        );
        Assert.Equal("Unrecognized event source.", table.Message);
    }

    private async Task<string> QueueAsync(string name) => (await Sqs.CreateQueueAsync(name)).QueueUrl;

    private async Task<string> ReceiveAsync(string url) =>
        Assert
            .Single(
                (
                    await Sqs.ReceiveMessageAsync(
                        new ReceiveMessageRequest { QueueUrl = url, WaitTimeSeconds = 20 },
                        TestContext.Current.CancellationToken
                    )
                ).Messages
            )
            .Body;
}
