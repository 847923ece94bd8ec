using System.Text;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LocalCloud.Aws.Tests.DynamoDb;

/// <summary>Speaks the streams' API by hand, next to DynamoDB's client.</summary>
public abstract class DynamoDbStreamTest : DynamoDbTest
{
    protected Task EnableAsync(string view = "NEW_AND_OLD_IMAGES", string table = Things) =>
        Db.UpdateTableAsync(
            new UpdateTableRequest
            {
                TableName = table,
                StreamSpecification = new() { StreamEnabled = true, StreamViewType = view },
            }
        );

    protected Task DisableAsync() =>
        Db.UpdateTableAsync(
            new UpdateTableRequest
            {
                TableName = Things,
                StreamSpecification = new() { StreamEnabled = false },
            }
        );

    protected async Task<string> ThingsStreamAsync(string view = "NEW_AND_OLD_IMAGES")
    {
        await CreateThingsAsync();
        await EnableAsync(view);
        return await StreamArnAsync();
    }

    protected async Task<string> StreamArnAsync(string table = Things) => (await Db.DescribeTableAsync(table)).Table.LatestStreamArn;

    protected async Task<JsonNode> CallAsync(string operation, string input)
    {
        var (status, answer) = await SendAsync(operation, input);
        Assert.True(status == 200, answer.ToJsonString());
        return answer;
    }

    protected async Task<(string Code, string Message)> RefusedAsync(string operation, string input)
    {
        var (status, answer) = await SendAsync(operation, input);
        Assert.True(status == 400, $"{operation}: {status} {answer.ToJsonString()}");
        return (((string)answer["__type"]!).Split('#')[^1], (string?)answer["message"] ?? (string?)answer["Message"] ?? "");
    }

    protected async Task<List<string>> ShardsAsync(string stream) =>
        [
            .. (await CallAsync("DescribeStream", $$"""{"StreamArn":"{{stream}}"}"""))["StreamDescription"]!["Shards"]!
                .AsArray()
                .Select(shard => (string)shard!["ShardId"]!),
        ];

    protected async Task<string> IteratorAsync(string stream, string shard, string type = "TRIM_HORIZON", string? sequence = null) =>
        (string)
            (
                await CallAsync(
                    "GetShardIterator",
                    $$"""
                    {"StreamArn":"{{stream}}","ShardId":"{{shard}}",
                     "ShardIteratorType":"{{type}}"{{(sequence is null ? "" : $",\"SequenceNumber\":\"{sequence}\"")}}}
                    """
                )
            )["ShardIterator"]!;

    protected Task<JsonNode> ReadAsync(string iterator, int? limit = null) =>
        CallAsync("GetRecords", $$"""{"ShardIterator":"{{iterator}}"{{(limit is null ? "" : $",\"Limit\":{limit}")}}}""");

    /// <summary>All records of the stream, in the order of their sequence numbers.</summary>
    protected async Task<List<JsonNode>> RecordsAsync(string stream)
    {
        var all = new List<JsonNode>();
        foreach (var shard in await ShardsAsync(stream))
            all.AddRange((await ReadAsync(await IteratorAsync(stream, shard)))["Records"]!.AsArray().Select(record => record!));
        return [.. all.OrderBy(record => (string)record["dynamodb"]!["SequenceNumber"]!, StringComparer.Ordinal)];
    }

    /// <summary>The shard that has the record, and its sequence number.</summary>
    protected async Task<(string Shard, string Sequence)> FindAsync(string stream, string id)
    {
        foreach (var shard in await ShardsAsync(stream))
        foreach (var record in (await ReadAsync(await IteratorAsync(stream, shard)))["Records"]!.AsArray())
            if ((string?)record!["dynamodb"]!["Keys"]!["id"]!["S"] == id)
                return (shard, (string)record["dynamodb"]!["SequenceNumber"]!);
        throw new InvalidOperationException($"No record of {id}");
    }

    private async Task<(int Status, JsonNode Answer)> SendAsync(string operation, string input)
    {
        using var response = await Aws.JsonAsync("dynamodb", $"DynamoDBStreams_20120810.{operation}", input, "1.0");
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }
}
