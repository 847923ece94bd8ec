using Amazon.DynamoDBv2.Model;

namespace LocalCloud.Aws.Tests.DynamoDb;

public sealed class DurabilityTests : DynamoDbTest
{
    private readonly string _directory = Directory.CreateTempSubdirectory("localcloud-dynamodb-").FullName;

    protected override string? DataDirectory => _directory;

    [Fact]
    public async Task Tables_items_and_indexes_survive_a_restart()
    {
        await CreateEventsAsync();
        await CreateThingsAsync();
        await CreateThingsAsync("dropped");
        await PutAsync(Key("x"), "dropped");
        for (var i = 0; i < 10; i++)
            await PutAsync(
                new()
                {
                    ["feed"] = S("a"),
                    ["seq"] = N(i),
                    ["kind"] = S("k"),
                    ["happened"] = S($"{9 - i}"),
                    ["doc"] = M(new() { ["bytes"] = B(0, 1), ["set"] = NS("1", "2") }),
                },
                Events
            );
        await Db.DeleteItemAsync(Events, new() { ["feed"] = S("a"), ["seq"] = N(3) });
        await PutAsync(new() { ["id"] = S("a"), ["x"] = N("12345678901234567890123456789012345678") });
        await UpdateAsync("a", "ADD x :one", new() { [":one"] = N(1) });
        await Db.DeleteTableAsync("dropped");
        var before = await ShowAsync();

        await RestartAsync();

        Assert.Equal(before, await ShowAsync());
        Assert.Equal("{id:'a',x:12345678901234567890123456789012345679}", Show(await GetAsync("a")));
        Assert.Equal(["events", "things"], (await Db.ListTablesAsync()).TableNames);
        await CreateThingsAsync("dropped");
        Assert.Null(await GetAsync("x", "dropped"));
    }

    private async Task<string> ShowAsync()
    {
        var table = await Db.QueryAsync(
            new QueryRequest
            {
                TableName = Events,
                KeyConditionExpression = "feed = :a",
                ExpressionAttributeValues = new() { [":a"] = S("a") },
            }
        );
        var index = await Db.QueryAsync(
            new QueryRequest
            {
                TableName = Events,
                IndexName = "by-kind",
                KeyConditionExpression = "kind = :k",
                ExpressionAttributeValues = new() { [":k"] = S("k") },
            }
        );
        Assert.Equal(9, table.Count);
        return string.Join("\n", table.Items.Concat(index.Items).Select(Show));
    }

    [Fact]
    public async Task What_expired_while_nothing_ran_goes_after_the_restart()
    {
        await CreateThingsAsync();
        await Db.UpdateTimeToLiveAsync(
            new UpdateTimeToLiveRequest
            {
                TableName = Things,
                TimeToLiveSpecification = new() { AttributeName = "expiresAt", Enabled = true },
            }
        );
        await PutAsync(new() { ["id"] = S("a"), ["expiresAt"] = N(Clock.GetUtcNow().AddMinutes(1).ToUnixTimeSeconds()) });

        await RestartAsync();
        Assert.NotNull(await GetAsync("a"));
        Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(await GetAsync("a"));
    }

    [Fact]
    public async Task A_transaction_is_not_repeated_after_a_restart()
    {
        await CreateThingsAsync();
        var request = new TransactWriteItemsRequest
        {
            ClientRequestToken = "token",
            TransactItems =
            [
                new()
                {
                    Update = new()
                    {
                        TableName = Things,
                        Key = Key("a"),
                        UpdateExpression = "ADD x :x",
                        ExpressionAttributeValues = new() { [":x"] = N(1) },
                    },
                },
            ],
        };
        await Db.TransactWriteItemsAsync(request);

        await RestartAsync();
        await Db.TransactWriteItemsAsync(request);

        Assert.Equal("{id:'a',x:1}", Show(await GetAsync("a")));
    }
}
