using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LocalCloud.Aws.Tests.DynamoDb;

public sealed class StreamTests : DynamoDbStreamTest
{
    [Fact]
    public async Task A_table_can_have_a_stream_from_the_start()
    {
        var created = (
            await Db.CreateTableAsync(
                new CreateTableRequest
                {
                    TableName = Things,
                    BillingMode = BillingMode.PAY_PER_REQUEST,
                    AttributeDefinitions = [new("id", "S")],
                    KeySchema = [new("id", KeyType.HASH)],
                    StreamSpecification = new() { StreamEnabled = true, StreamViewType = StreamViewType.KEYS_ONLY },
                }
            )
        ).TableDescription;

        Assert.Equal("2026-01-01T00:00:00.000", created.LatestStreamLabel);
        Assert.Equal($"arn:aws:dynamodb:{Region}:{Account}:table/things/stream/2026-01-01T00:00:00.000", created.LatestStreamArn);
        Assert.Equal(StreamViewType.KEYS_ONLY, created.StreamSpecification.StreamViewType);
        var described = (await CallAsync("DescribeStream", $$"""{"StreamArn":"{{created.LatestStreamArn}}"}"""))["StreamDescription"]!;
        Assert.Equal(
            ("ENABLED", "KEYS_ONLY", "things", 1767225600L),
            (
                (string?)described["StreamStatus"],
                (string?)described["StreamViewType"],
                (string?)described["TableName"],
                (long)described["CreationRequestDateTime"]!
            )
        );
        Assert.Equal("""[{"AttributeName":"id","KeyType":"HASH"}]""", described["KeySchema"]!.ToJsonString());
        Assert.Equal(4, described["Shards"]!.AsArray().Count);
        Assert.All(described["Shards"]!.AsArray(), shard => Assert.Null(shard!["SequenceNumberRange"]!["EndingSequenceNumber"]));
    }

    [Fact]
    public async Task Statements_write_records_as_operations_do_and_what_they_write_expires()
    {
        var stream = await ThingsStreamAsync();
        await Db.UpdateTimeToLiveAsync(
            new UpdateTimeToLiveRequest
            {
                TableName = Things,
                TimeToLiveSpecification = new() { AttributeName = "until", Enabled = true },
            }
        );
        await Db.ExecuteStatementAsync(
            new ExecuteStatementRequest { Statement = "INSERT INTO things VALUE {'id': 'a', 'until': 1767225660}" }
        );
        await Db.ExecuteTransactionAsync(
            new ExecuteTransactionRequest { TransactStatements = [new() { Statement = "UPDATE things SET n = 1 WHERE id = 'a'" }] }
        );

        Clock.Advance(TimeSpan.FromMinutes(1));

        var records = await RecordsAsync(stream);
        Assert.Equal(["INSERT", "MODIFY", "REMOVE"], records.Select(r => (string?)r["eventName"]));
        Assert.NotNull(records[2]["userIdentity"]);
    }

    [Fact]
    public async Task Each_change_of_an_item_is_a_record_with_both_images()
    {
        var stream = await ThingsStreamAsync();
        await PutAsync(new() { ["id"] = S("a"), ["n"] = N(1) });
        await UpdateAsync("a", "SET n = :n", new() { [":n"] = N(2) });
        await Db.DeleteItemAsync(Things, Key("a"));

        var records = await RecordsAsync(stream);

        Assert.Equal(["INSERT", "MODIFY", "REMOVE"], records.Select(r => (string?)r["eventName"]));
        Assert.All(records, r =>
            Assert.Equal(
                ("1.1", "aws:dynamodb", Region, 32),
                ((string?)r["eventVersion"], (string?)r["eventSource"], (string?)r["awsRegion"], ((string)r["eventID"]!).Length)
            )
        );
        Assert.Equal(3, records.Select(r => (string?)r["eventID"]).Distinct().Count());
        Assert.Equal(
            ["""{"id":{"S":"a"},"n":{"N":"1"}}""", """{"id":{"S":"a"},"n":{"N":"2"}}""", null],
            records.Select(r => r["dynamodb"]!["NewImage"]?.ToJsonString())
        );
        Assert.Equal(
            [null, """{"id":{"S":"a"},"n":{"N":"1"}}""", """{"id":{"S":"a"},"n":{"N":"2"}}"""],
            records.Select(r => r["dynamodb"]!["OldImage"]?.ToJsonString())
        );
        Assert.All(records, r =>
            Assert.Equal(
                ("""{"id":{"S":"a"}}""", 1767225600L, "NEW_AND_OLD_IMAGES"),
                (
                    r["dynamodb"]!["Keys"]!.ToJsonString(),
                    (long)r["dynamodb"]!["ApproximateCreationDateTime"]!,
                    (string?)r["dynamodb"]!["StreamViewType"]
                )
            )
        );
        Assert.All(records, r => Assert.InRange(((string)r["dynamodb"]!["SequenceNumber"]!).Length, 21, 40));
        Assert.All(records, r => Assert.Null(r["userIdentity"]));
    }

    // The figures of AWS's own example event (docs: with-ddb-example).
    [Fact]
    public async Task Sizes_count_keys_and_images()
    {
        await CreateThingsAsync(type: "N");
        await EnableAsync();
        Dictionary<string, AttributeValue> key = new() { ["id"] = N(101) };
        await PutAsync(new() { ["id"] = N(101), ["Message"] = S("New item!") });
        await PutAsync(new() { ["id"] = N(101), ["Message"] = S("This item has changed") });
        await Db.DeleteItemAsync(Things, key);

        Assert.Equal([26L, 59L, 38L], (await RecordsAsync(await StreamArnAsync())).Select(r => (long)r["dynamodb"]!["SizeBytes"]!));
    }

    [Theory]
    [InlineData("KEYS_ONLY", false, false)]
    [InlineData("NEW_IMAGE", true, false)]
    [InlineData("OLD_IMAGE", false, true)]
    public async Task A_view_shows_its_part(string view, bool withNew, bool withOld)
    {
        var stream = await ThingsStreamAsync(view);
        await PutAsync(new() { ["id"] = S("a"), ["n"] = N(1) });
        await PutAsync(new() { ["id"] = S("a"), ["n"] = N(2) });

        var change = (await RecordsAsync(stream))[1]["dynamodb"]!;

        Assert.Equal((withNew, withOld), (change["NewImage"] is not null, change["OldImage"] is not null));
    }

    [Fact]
    public async Task What_changes_nothing_leaves_no_record()
    {
        var stream = await ThingsStreamAsync();
        await PutAsync(new() { ["id"] = S("a"), ["set"] = SS("x", "y") });
        await PutAsync(new() { ["id"] = S("a"), ["set"] = SS("y", "x") });
        await UpdateAsync("a", "REMOVE nothing");
        await Db.DeleteItemAsync(Things, Key("absent"));
        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() =>
            UpdateAsync("a", "SET n = :n", new() { [":n"] = N(1) }, condition: "attribute_exists(n)")
        );

        Assert.Single(await RecordsAsync(stream));
    }

    [Fact]
    public async Task Batches_and_transactions_have_a_record_for_each_item()
    {
        var stream = await ThingsStreamAsync("KEYS_ONLY");
        await Db.BatchWriteItemAsync(
            new Dictionary<string, List<WriteRequest>> { [Things] = [new(new PutRequest(Key("a"))), new(new PutRequest(Key("b")))] }
        );
        await Db.TransactWriteItemsAsync(
            new TransactWriteItemsRequest
            {
                TransactItems =
                [
                    new()
                    {
                        Delete = new() { TableName = Things, Key = Key("a") },
                    },
                    new()
                    {
                        Put = new() { TableName = Things, Item = Key("c") },
                    },
                    new()
                    {
                        ConditionCheck = new()
                        {
                            TableName = Things,
                            Key = Key("b"),
                            ConditionExpression = "attribute_exists(id)",
                        },
                    },
                ],
            }
        );

        Assert.Equal(
            ["INSERT a", "INSERT b", "REMOVE a", "INSERT c"],
            (await RecordsAsync(stream)).Select(r => $"{r["eventName"]} {r["dynamodb"]!["Keys"]!["id"]!["S"]}")
        );
    }

    [Fact]
    public async Task What_time_to_live_deletes_is_dynamodb_s_doing()
    {
        var stream = await ThingsStreamAsync();
        await Db.UpdateTimeToLiveAsync(
            new UpdateTimeToLiveRequest
            {
                TableName = Things,
                TimeToLiveSpecification = new() { AttributeName = "expiresAt", Enabled = true },
            }
        );
        await PutAsync(new() { ["id"] = S("a"), ["expiresAt"] = N(Clock.GetUtcNow().AddMinutes(1).ToUnixTimeSeconds()) });
        Clock.Advance(TimeSpan.FromMinutes(1));

        var removed = (await RecordsAsync(stream))[1];

        Assert.Equal(
            ("REMOVE", """{"PrincipalId":"dynamodb.amazonaws.com","Type":"Service"}"""),
            ((string?)removed["eventName"], removed["userIdentity"]!.ToJsonString())
        );
    }

    [Fact]
    public async Task An_item_s_changes_stay_in_one_shard_and_items_spread_over_all()
    {
        var stream = await ThingsStreamAsync("KEYS_ONLY");
        for (var i = 0; i < 100; i++)
            await PutAsync(new() { ["id"] = S($"{i % 50}"), ["n"] = N(i) });

        var shards = new List<List<string>>();
        foreach (var shard in await ShardsAsync(stream))
            shards.Add([
                .. (await ReadAsync(await IteratorAsync(stream, shard)))["Records"]!
                    .AsArray()
                    .Select(r => (string)r!["dynamodb"]!["Keys"]!["id"]!["S"]!),
            ]);

        Assert.All(shards, Assert.NotEmpty);
        Assert.Equal(50, shards.Sum(s => s.Distinct().Count()));
    }

    [Fact]
    public async Task A_shard_is_read_page_by_page()
    {
        var stream = await ThingsStreamAsync();
        for (var i = 0; i < 5; i++)
            await PutAsync(new() { ["id"] = S("a"), ["n"] = N(i) });
        var (shard, first) = await FindAsync(stream, "a");

        var page = await ReadAsync(await IteratorAsync(stream, shard), 2);
        Assert.Equal(["0", "1"], Numbers(page));
        page = await ReadAsync((string)page["NextShardIterator"]!, 2);
        Assert.Equal(["2", "3"], Numbers(page));
        page = await ReadAsync((string)page["NextShardIterator"]!);
        Assert.Equal(["4"], Numbers(page));
        page = await ReadAsync((string)page["NextShardIterator"]!);
        Assert.Empty(Numbers(page));
        await PutAsync(new() { ["id"] = S("a"), ["n"] = N(5) });
        Assert.Equal(["5"], Numbers(await ReadAsync((string)page["NextShardIterator"]!)));

        Assert.Equal(
            ["0", "1", "2", "3", "4", "5"],
            Numbers(await ReadAsync(await IteratorAsync(stream, shard, "AT_SEQUENCE_NUMBER", first)))
        );
        Assert.Equal(
            ["1", "2", "3", "4", "5"],
            Numbers(await ReadAsync(await IteratorAsync(stream, shard, "AFTER_SEQUENCE_NUMBER", first)))
        );
        var latest = await IteratorAsync(stream, shard, "LATEST");
        Assert.Empty(Numbers(await ReadAsync(latest)));
        await PutAsync(new() { ["id"] = S("a"), ["n"] = N(6) });
        Assert.Equal(["6"], Numbers(await ReadAsync(latest)));
    }

    private static IEnumerable<string?> Numbers(JsonNode page) =>
        page["Records"]!.AsArray().Select(r => (string?)r!["dynamodb"]!["NewImage"]!["n"]!["N"]);

    [Fact]
    public async Task An_iterator_lives_for_fifteen_minutes()
    {
        var stream = await ThingsStreamAsync();
        var iterator = await IteratorAsync(stream, (await ShardsAsync(stream))[0]);
        Clock.Advance(TimeSpan.FromMinutes(15));
        await ReadAsync(iterator);
        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("ExpiredIteratorException", (await RefusedAsync("GetRecords", $$"""{"ShardIterator":"{{iterator}}"}""")).Code);
    }

    [Fact]
    public async Task Records_stay_for_a_day()
    {
        var stream = await ThingsStreamAsync();
        await PutAsync(new() { ["id"] = S("a"), ["n"] = N(1) });
        var (shard, old) = await FindAsync(stream, "a");
        Clock.Advance(TimeSpan.FromHours(23));
        await PutAsync(new() { ["id"] = S("a"), ["n"] = N(2) });
        Clock.Advance(TimeSpan.FromMinutes(50));
        var behindOld = await IteratorAsync(stream, shard, "AT_SEQUENCE_NUMBER", old);
        Assert.Equal(2, (await RecordsAsync(stream)).Count);
        Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(["2"], Numbers(await ReadAsync(await IteratorAsync(stream, shard))));
        Assert.Equal("TrimmedDataAccessException", (await RefusedAsync("GetRecords", $$"""{"ShardIterator":"{{behindOld}}"}""")).Code);
        Assert.Equal(
            "TrimmedDataAccessException",
            (
                await RefusedAsync(
                    "GetShardIterator",
                    $$"""
                    {"StreamArn":"{{stream}}","ShardId":"{{shard}}","ShardIteratorType":"AFTER_SEQUENCE_NUMBER",
                     "SequenceNumber":"{{old}}"}
                    """
                )
            ).Code
        );
        Clock.Advance(TimeSpan.FromHours(23));
        Assert.Empty(await RecordsAsync(stream));
        await PutAsync(new() { ["id"] = S("a"), ["n"] = N(3) });
        Assert.True(string.CompareOrdinal((await FindAsync(stream, "a")).Sequence, old) > 0);
    }

    [Fact]
    public async Task A_disabled_stream_is_read_to_its_end_for_a_day()
    {
        var stream = await ThingsStreamAsync();
        await PutAsync(Key("a"));
        var (shard, sequence) = await FindAsync(stream, "a");
        Clock.Advance(TimeSpan.FromHours(1));
        await DisableAsync();
        await PutAsync(Key("later"));

        var table = (await Db.DescribeTableAsync(Things)).Table;
        Assert.Equal((stream, null), (table.LatestStreamArn, table.StreamSpecification));
        var described = (await CallAsync("DescribeStream", $$"""{"StreamArn":"{{stream}}"}"""))["StreamDescription"]!;
        Assert.Equal("DISABLED", (string?)described["StreamStatus"]);
        Assert.Equal(
            sequence,
            (string?)
                described["Shards"]!.AsArray().Single(s => (string?)s!["ShardId"] == shard)!["SequenceNumberRange"]!["EndingSequenceNumber"]
        );
        var page = await ReadAsync(await IteratorAsync(stream, shard));
        Assert.Equal((1, null), (page["Records"]!.AsArray().Count, page["NextShardIterator"]));
        Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(
            ("ResourceNotFoundException", $"Requested resource not found: Stream: {stream} not found"),
            await RefusedAsync("DescribeStream", $$"""{"StreamArn":"{{stream}}"}""")
        );
    }

    [Fact]
    public async Task A_table_s_streams_follow_one_another_and_are_listed()
    {
        var first = await ThingsStreamAsync();
        await DisableAsync();
        await EnableAsync("KEYS_ONLY");
        var second = await StreamArnAsync();
        Assert.NotEqual(first, second);
        await CreateThingsAsync("others");
        await EnableAsync(table: "others");
        await Db.DeleteTableAsync("others");

        Assert.Equal([first, second], Listed(await CallAsync("ListStreams", """{"TableName":"things"}""")));
        var page = await CallAsync("ListStreams", """{"Limit":2}""");
        Assert.Equal(("others", "things"), ((string?)page["Streams"]![0]!["TableName"], (string?)page["Streams"]![1]!["TableName"]));
        Assert.Equal(
            [second],
            Listed(await CallAsync("ListStreams", $$"""{"ExclusiveStartStreamArn":"{{page["LastEvaluatedStreamArn"]}}"}"""))
        );
        await CreateThingsAsync("others");
        Assert.Null((await Db.DescribeTableAsync("others")).Table.LatestStreamArn);

        static IEnumerable<string?> Listed(JsonNode answer) => answer["Streams"]!.AsArray().Select(s => (string?)s!["StreamArn"]);
    }

    [Fact]
    public async Task Shards_are_described_page_by_page()
    {
        var stream = await ThingsStreamAsync();
        var page = (await CallAsync("DescribeStream", $$"""{"StreamArn":"{{stream}}","Limit":3}"""))["StreamDescription"]!;
        Assert.Equal(3, page["Shards"]!.AsArray().Count);
        page = (
            await CallAsync("DescribeStream", $$"""{"StreamArn":"{{stream}}","ExclusiveStartShardId":"{{page["LastEvaluatedShardId"]}}"}""")
        )["StreamDescription"]!;
        Assert.Equal((1, null), (page["Shards"]!.AsArray().Count, page["LastEvaluatedShardId"]));
    }

    [Fact]
    public async Task Enabling_twice_and_disabling_twice_is_refused()
    {
        await ThingsStreamAsync();
        await RefusedAsync("Table already has an enabled stream: TableName: things", () => EnableAsync());
        await DisableAsync();
        await RefusedAsync("Table already has a disabled stream: TableName: things", DisableAsync);
        await RefusedAsync("One or more parameter values were invalid: StreamViewType must be specified when StreamEnabled is true", () =>
            EnableAsync(null!)
        );
    }

    [Theory]
    [InlineData(
        "DescribeStream",
        """{"StreamArn":"short"}""",
        "ValidationException",
        "1 validation error detected: Value 'short' at 'streamArn' failed to satisfy constraint: Member must have length greater than or "
            + "equal to 37"
    )]
    [InlineData("GetRecords", """{"ShardIterator":"bad"}""", "ValidationException", "Invalid ShardIterator")]
    [InlineData(
        "GetRecords",
        """{"ShardIterator":"bad","Limit":1001}""",
        "ValidationException",
        "1 validation error detected: Value '1001' at 'limit' failed to satisfy constraint: Member must have value less than or "
            + "equal to 1000"
    )]
    public async Task What_cannot_be_meant_is_refused(string operation, string input, string code, string message) =>
        Assert.Equal((code, message), await RefusedAsync(operation, input));

    [Fact]
    public async Task The_stream_of_a_provisioned_table_has_one_shard()
    {
        await Db.CreateTableAsync(
            new CreateTableRequest
            {
                TableName = Things,
                ProvisionedThroughput = new() { ReadCapacityUnits = 1, WriteCapacityUnits = 1 },
                AttributeDefinitions = [new("id", "S")],
                KeySchema = [new("id", KeyType.HASH)],
                StreamSpecification = new() { StreamEnabled = true, StreamViewType = StreamViewType.KEYS_ONLY },
            }
        );
        for (var i = 0; i < 20; i++)
            await PutAsync(Key($"{i}"));
        var stream = await StreamArnAsync();
        var shard = Assert.Single(await ShardsAsync(stream));
        Assert.Equal(20, (await ReadAsync(await IteratorAsync(stream, shard)))["Records"]!.AsArray().Count);
    }

    [Fact]
    public async Task Streams_of_accounts_and_regions_are_apart()
    {
        await ThingsStreamAsync();
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => NewClient("210987654321").DescribeTableAsync(Things));
        Assert.Single((await CallAsync("ListStreams", "{}"))["Streams"]!.AsArray());
    }
}
