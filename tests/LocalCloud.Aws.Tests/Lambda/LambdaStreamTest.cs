using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LocalCloud.Aws.Tests.Lambda;

/// <summary>
/// A table with a stream, whose items "part"/"n" are in one shard when they share a part, and a function that asks a gate.
/// </summary>
public abstract class LambdaStreamTest : LambdaTest
{
    protected const string Mappings = "/2015-03-31/event-source-mappings";

    protected Gate Gate { get; } = new();

    protected IAmazonDynamoDB Db =>
        field ??= Client(new AmazonDynamoDBConfig(), (credentials, config) => new AmazonDynamoDBClient(credentials, config));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Gate.Dispose();
        GC.SuppressFinalize(this);
    }

    protected async Task<string> TableAsync() => (
            await Db.CreateTableAsync(
                new CreateTableRequest
                {
                    TableName = "things",
                    BillingMode = BillingMode.PAY_PER_REQUEST,
                    AttributeDefinitions = [new("part", "S"), new("n", "N")],
                    KeySchema = [new("part", KeyType.HASH), new("n", KeyType.RANGE)],
                    StreamSpecification = new() { StreamEnabled = true, StreamViewType = StreamViewType.NEW_AND_OLD_IMAGES },
                }
            )
        ).TableDescription.LatestStreamArn;

    protected Task PutAsync(int n, string part = "a", string text = "") =>
        Db.PutItemAsync(
            "things",
            new()
            {
                ["part"] = new() { S = part },
                ["n"] = new() { N = $"{n}" },
                ["text"] = new() { S = text },
            }
        );

    protected async Task PutAsync(IEnumerable<int> numbers)
    {
        foreach (var n in numbers)
            await PutAsync(n);
    }

    // Tests move the clock while functions work
    protected Task<Answer> WorkerAsync(string? javascript = null) => CreateAsync("work", javascript ?? AsksGate(Gate), "\"Timeout\":900");

    protected Task<Answer> MapAsync(string stream, string more = "", string start = "TRIM_HORIZON") =>
        DoAsync(
            "POST",
            Mappings,
            $$"""
            {"FunctionName":"work","EventSourceArn":"{{stream}}",
             "StartingPosition":"{{start}}"{{(more.Length > 0 ? "," + more : "")}}}
            """
        );

    /// <summary>The function's next visit, when the mapping pauses before it: the clock moves as long as nothing runs.</summary>
    protected async Task<Gate.Visitor> AgainAsync()
    {
        var visit = Gate.NextAsync();
        await PassAsync(() => visit.IsCompleted, "nobody visits the gate");
        return await visit;
    }

    /// <summary>The same until something is so.</summary>
    protected Task PassAsync(Func<bool> condition, string otherwise) =>
        Processes.UntilAsync(
            () =>
            {
                if (condition())
                    return true;
                if (Busy == 0)
                    Clock.Advance(TimeSpan.FromSeconds(1));
                return false;
            },
            otherwise
        );

    protected int Busy => Host.Service<Aws.Lambda.LambdaService>().Fleet.Count(new(Account, Region), "work").Busy;

    protected static IEnumerable<int> Numbers(Gate.Visitor visitor) =>
        visitor.Event!["Records"]!.AsArray().Select(r => int.Parse((string)r!["dynamodb"]!["Keys"]!["n"]!["N"]!));

    protected static string Sequence(Gate.Visitor visitor, int at) =>
        (string)visitor.Event!["Records"]![at]!["dynamodb"]!["SequenceNumber"]!;

    protected async Task<JsonNode> StateAsync(Answer mapping) => (await DoAsync("GET", $"{Mappings}/{mapping["UUID"]}")).Body;

    protected Task ResultAsync(Answer mapping, string result) =>
        Processes.UntilAsync(
            () => (string?)StateAsync(mapping).GetAwaiter().GetResult()["LastProcessingResult"] == result,
            $"the last result is not {result}"
        );
}
