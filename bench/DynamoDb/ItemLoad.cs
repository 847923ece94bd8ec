using System.Buffers.Text;
using System.Diagnostics;
using Serverless.Bench.Load;

namespace Serverless.Bench.DynamoDb;

/// <summary>The same operation again and again, each time with another key.</summary>
/// <param name="Name">As the table shows it.</param>
/// <param name="Keys">How many keys it goes through, at random.</param>
internal sealed record ItemLoad(string Name, string Operation, int Keys, int FloorAnswer, string Json)
{
    /// <summary>Keys are so many digits.</summary>
    public const string Key = "000000000000";

    private const int KnownItems = 10_000,
        Partitions = 100,
        OfPartition = 100;

    /// <summary>Of a written item: 200 bytes with its names and its key.</summary>
    private static readonly string Text = new('x', 170);

    public static IReadOnlyList<ItemLoad> All { get; } =
    [
        new("PutItem, 200 bytes", "PutItem", 1_000_000, 2, $$"""{"TableName":"bench","Item":{{Item(Key, "0")}}}"""),
        new(
            "UpdateItem with a condition",
            "UpdateItem",
            KnownItems,
            2,
            $$$$"""
            {"TableName":"bench",{{{{Known}}}},"UpdateExpression":"ADD n :one",
            "ConditionExpression":"attribute_exists(pk)","ExpressionAttributeValues":{":one":{"N":"1"}}}
            """
        ),
        new("GetItem", "GetItem", KnownItems, 240, $$"""{"TableName":"bench",{{Known}}}"""),
        new(
            "Query of 100 items",
            "Query",
            Partitions,
            24_000,
            $$$$"""{"TableName":"bench","KeyConditionExpression":"pk = :pk","ExpressionAttributeValues":{":pk":{"S":"q{{{{Key}}}}"}}}"""
        ),
        new("BatchWriteItem of 25", "BatchWriteItem", 1_000_000, 23, Batch(Enumerable.Range(0, 25).Select(i => Item(Key, $"b{i}")))),
        new(
            "TransactWriteItems of 10",
            "TransactWriteItems",
            1_000_000,
            2,
            $$"""{"TransactItems":[{{string.Join(',', Enumerable.Range(0, 10).Select(i => TransactPut(Item(Key, $"t{i}"))))}}]}"""
        ),
    ];

    private static string Known =>
        $$$"""
            "Key":{"pk":{"S":"{{{Key}}}"},"sk":{"S":"0"}}
            """;

    /// <summary>Makes the table, and what is read and changed in it.</summary>
    public static void Prepare(Connection connection)
    {
        Call(
            "CreateTable",
            """
            {"TableName":"bench","BillingMode":"PAY_PER_REQUEST",
            "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},{"AttributeName":"sk","AttributeType":"S"}],
            "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}]}
            """
        );
        // AWS's tables take a moment, and a peer's may
        while (connection.Exchange(Request("DescribeTable", """{"TableName":"bench"}""", 0)).IndexOf("\"ACTIVE\""u8) < 0)
            Thread.Yield();
        var known = Enumerable.Range(0, KnownItems).Select(i => Item($"{i:D12}", "0"));
        var queried = Enumerable
            .Range(0, Partitions)
            .SelectMany(p => Enumerable.Range(0, OfPartition).Select(i => Item($"q{p:D12}", $"{i:D3}")));
        foreach (var some in known.Concat(queried).Chunk(25))
            Call("BatchWriteItem", Batch(some));

        void Call(string operation, string json) => connection.Exchange(Request(operation, json, 0));
    }

    public byte[] Request() => Request(Operation, Json, FloorAnswer);

    /// <summary>A step of a client that has a request of its own.</summary>
    /// <param name="at">Where keys stand in it.</param>
    public int Step(byte[] request, int[] at, Connection connection, Latencies latencies)
    {
        var key = Random.Shared.Next(Keys);
        foreach (var position in at)
            Utf8Formatter.TryFormat(key, request.AsSpan(position), out _, new('D', (byte)Key.Length));
        var begun = Stopwatch.GetTimestamp();
        connection.Exchange(request);
        latencies.Add(begun, Stopwatch.GetTimestamp());
        return 1;
    }

    private static byte[] Request(string operation, string json, int floorAnswer) =>
        AwsRequest.Json("dynamodb", $"DynamoDB_20120810.{operation}", json, floorAnswer);

    private static string Item(string pk, string sk) => $$$"""{"pk":{"S":"{{{pk}}}"},"sk":{"S":"{{{sk}}}"},"text":{"S":"{{{Text}}}"}}""";

    private static string TransactPut(string item) => $$$"""{"Put":{"TableName":"bench","Item":{{{item}}}}}""";

    private static string Batch(IEnumerable<string> items) =>
        $$$"""{"RequestItems":{"bench":[{{{string.Join(',', items.Select(item => $$$"""{"PutRequest":{"Item":{{{item}}}}}"""))}}}]}}""";
}
