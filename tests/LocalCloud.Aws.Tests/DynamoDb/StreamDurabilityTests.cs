namespace LocalCloud.Aws.Tests.DynamoDb;

public sealed class StreamDurabilityTests : DynamoDbStreamTest
{
    private readonly string _directory = Directory.CreateTempSubdirectory("localcloud-streams-").FullName;

    protected override string? DataDirectory => _directory;

    [Fact]
    public async Task Streams_and_their_records_survive_a_restart()
    {
        var stream = await ThingsStreamAsync();
        for (var i = 0; i < 20; i++)
            await PutAsync(new() { ["id"] = S($"{i}"), ["doc"] = M(new() { ["bytes"] = B(0, 1), ["set"] = NS("1", "2") }) });
        var before = (await RecordsAsync(stream)).ConvertAll(r => r.ToJsonString());
        var (shard, sequence) = await FindAsync(stream, "7");
        var iterator = await IteratorAsync(stream, shard, "AT_SEQUENCE_NUMBER", sequence);

        await RestartAsync();

        Assert.Equal(before, (await RecordsAsync(stream)).ConvertAll(r => r.ToJsonString()));
        Assert.Equal("7", (string?)(await ReadAsync(iterator, 1))["Records"]![0]!["dynamodb"]!["Keys"]!["id"]!["S"]);
        await PutAsync(Key("after"));
        Assert.Equal("after", (string?)(await RecordsAsync(stream))[^1]["dynamodb"]!["Keys"]!["id"]!["S"]);
    }

    [Fact]
    public async Task What_grew_old_while_nothing_ran_goes_after_the_restart()
    {
        var stream = await ThingsStreamAsync();
        await PutAsync(Key("a"));
        var (_, sequence) = await FindAsync(stream, "a");
        await RestartAsync(() => Clock.Advance(TimeSpan.FromHours(25)));
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(await RecordsAsync(stream));

        await RestartAsync();
        await PutAsync(Key("b"));

        Assert.True(string.CompareOrdinal((await FindAsync(stream, "b")).Sequence, sequence) > 0);
    }

    [Fact]
    public async Task A_disabled_stream_of_a_deleted_table_is_still_read_after_a_restart()
    {
        var stream = await ThingsStreamAsync();
        await PutAsync(Key("a"));
        await Db.DeleteTableAsync(Things);
        await CreateThingsAsync();

        await RestartAsync();

        Assert.Equal(
            "DISABLED",
            (string?)(await CallAsync("DescribeStream", $$"""{"StreamArn":"{{stream}}"}"""))["StreamDescription"]!["StreamStatus"]
        );
        await PutAsync(Key("a"));
        Assert.Single(await RecordsAsync(stream));
    }
}
