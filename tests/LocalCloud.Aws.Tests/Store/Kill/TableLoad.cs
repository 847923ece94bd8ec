using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Store.Kill;

/// <summary>
/// Items that are counted up. What was not answered may have happened or not: the count is between what was answered and what was sent.
/// </summary>
internal sealed class TableLoad : Load
{
    private readonly int[] _acknowledged = new int[4];
    private readonly int[] _sent = new int[4];

    protected override int Clients => _acknowledged.Length;

    public override Task PrepareAsync(AwsClient client) =>
        client.CallAsync(
            "dynamodb",
            "DynamoDB_20120810.CreateTable",
            new()
            {
                ["TableName"] = "counters",
                ["BillingMode"] = "PAY_PER_REQUEST",
                ["AttributeDefinitions"] = new JsonArray(new JsonObject { ["AttributeName"] = "id", ["AttributeType"] = "S" }),
                ["KeySchema"] = new JsonArray(new JsonObject { ["AttributeName"] = "id", ["KeyType"] = "HASH" }),
            }
        );

    protected override async Task StepAsync(AwsClient client, int number, string id)
    {
        _sent[number]++;
        var answer = await client.CallAsync(
            "dynamodb",
            "DynamoDB_20120810.UpdateItem",
            new()
            {
                ["TableName"] = "counters",
                ["Key"] = Key(number),
                ["UpdateExpression"] = "ADD n :one",
                ["ExpressionAttributeValues"] = new JsonObject { [":one"] = new JsonObject { ["N"] = "1" } },
                ["ReturnValues"] = "UPDATED_NEW",
            }
        );
        var now = int.Parse((string)answer["Attributes"]!["n"]!["N"]!, null);
        Assert.InRange(now, _acknowledged[number] + 1, _sent[number]);
        _acknowledged[number] = now;
    }

    public override async Task CheckAsync(AwsClient client)
    {
        for (var number = 0; number < _acknowledged.Length; number++)
        {
            var answer = await client.CallAsync(
                "dynamodb",
                "DynamoDB_20120810.GetItem",
                new() { ["TableName"] = "counters", ["Key"] = Key(number) }
            );
            Assert.InRange(int.Parse((string)answer["Item"]!["n"]!["N"]!, null), _acknowledged[number], _sent[number]);
        }
    }

    private static JsonObject Key(int number) => new() { ["id"] = new JsonObject { ["S"] = $"{number}" } };
}
