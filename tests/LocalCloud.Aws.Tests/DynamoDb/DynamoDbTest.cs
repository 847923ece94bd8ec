using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace LocalCloud.Aws.Tests.DynamoDb;

using Item = Dictionary<string, AttributeValue>;

/// <summary>DynamoDB with two tables: "things" by id, "events" by feed and sequence, with a global and a local index.</summary>
public abstract class DynamoDbTest : AwsTest
{
    protected const string Things = "things";
    protected const string Events = "events";

    protected IAmazonDynamoDB Db => field ??= NewClient(Account);

    protected IAmazonDynamoDB NewClient(string account, string region = Region) =>
        Client(new AmazonDynamoDBConfig(), (credentials, config) => new AmazonDynamoDBClient(credentials, config), account, region);

    protected Task CreateThingsAsync(string name = Things, string type = "S") =>
        Db.CreateTableAsync(
            new CreateTableRequest
            {
                TableName = name,
                BillingMode = BillingMode.PAY_PER_REQUEST,
                AttributeDefinitions = [new("id", type)],
                KeySchema = [new("id", KeyType.HASH)],
            }
        );

    protected Task CreateEventsAsync(string sortType = "N") =>
        Db.CreateTableAsync(
            new CreateTableRequest
            {
                TableName = Events,
                BillingMode = BillingMode.PAY_PER_REQUEST,
                AttributeDefinitions = [new("feed", "S"), new("seq", sortType), new("kind", "S"), new("happened", "S")],
                KeySchema = [new("feed", KeyType.HASH), new("seq", KeyType.RANGE)],
                GlobalSecondaryIndexes =
                [
                    new()
                    {
                        IndexName = "by-kind",
                        KeySchema = [new("kind", KeyType.HASH), new("happened", KeyType.RANGE)],
                        Projection = new() { ProjectionType = ProjectionType.INCLUDE, NonKeyAttributes = ["amount"] },
                    },
                ],
                LocalSecondaryIndexes =
                [
                    new()
                    {
                        IndexName = "by-time",
                        KeySchema = [new("feed", KeyType.HASH), new("happened", KeyType.RANGE)],
                        Projection = new() { ProjectionType = ProjectionType.KEYS_ONLY },
                    },
                ],
            }
        );

    protected static AttributeValue S(string text) => new() { S = text };

    protected static AttributeValue N(object number) =>
        new() { N = Convert.ToString(number, System.Globalization.CultureInfo.InvariantCulture) };

    protected static AttributeValue B(params byte[] bytes) => new() { B = new MemoryStream(bytes) };

    protected static AttributeValue Bool(bool flag) => new() { BOOL = flag };

    protected static AttributeValue Null() => new() { NULL = true };

    protected static AttributeValue L(params AttributeValue[] items) => new() { L = [.. items], IsLSet = true };

    protected static AttributeValue M(Item entries) => new() { M = entries, IsMSet = true };

    protected static AttributeValue SS(params string[] members) => new() { SS = [.. members] };

    protected static AttributeValue NS(params string[] members) => new() { NS = [.. members] };

    protected static Item Key(string id) => new() { ["id"] = S(id) };

    protected Task PutAsync(Item item, string table = Things) => Db.PutItemAsync(table, item);

    protected async Task<Item?> GetAsync(string id, string table = Things)
    {
        var answer = await Db.GetItemAsync(table, Key(id));
        return answer.IsItemSet ? answer.Item : null;
    }

    protected Task<UpdateItemResponse> UpdateAsync(
        string id,
        string expression,
        Item? values = null,
        Dictionary<string, string>? names = null,
        string? condition = null,
        ReturnValue? returns = null
    ) =>
        Db.UpdateItemAsync(
            new UpdateItemRequest
            {
                TableName = Things,
                Key = Key(id),
                UpdateExpression = expression,
                ConditionExpression = condition,
                ExpressionAttributeValues = values,
                ExpressionAttributeNames = names,
                ReturnValues = returns,
            }
        );

    /// <summary>Code and message of the error that the call ends with.</summary>
    protected static async Task<(string Code, string Message)> FailureAsync(Func<Task> call)
    {
        var error = await Assert.ThrowsAnyAsync<AmazonServiceException>(call);
        return (error.ErrorCode, error.Message);
    }

    protected static async Task RefusedAsync(string message, Func<Task> call) =>
        Assert.Equal(("ValidationException", message), await FailureAsync(call));

    /// <summary>
    /// A value as text that tests can compare: type and content, maps in the order of their names, sets in the order of their members.
    /// </summary>
    protected static string Show(AttributeValue value) =>
        value switch
        {
            { S: { } s } => $"'{s}'",
            { N: { } n } => n,
            { B: { } b } => Convert.ToHexString(b.ToArray()),
            { BOOL: { } flag } => flag ? "true" : "false",
            { NULL: true } => "null",
            { SS.Count: > 0 } => $"<{string.Join(",", value.SS.Order(StringComparer.Ordinal))}>",
            { NS.Count: > 0 } => $"<{string.Join(",", value.NS.Order(StringComparer.Ordinal))}>",
            { BS.Count: > 0 } => $"<{string.Join(",", value.BS.Select(b => Convert.ToHexString(b.ToArray())))}>",
            { IsLSet: true } => $"[{string.Join(",", value.L.Select(Show))}]",
            { IsMSet: true } => Show(value.M),
            _ => "?",
        };

    protected static string Show(Item? item) =>
        item is null
            ? "nothing"
            : $"{{{string.Join(",", item.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}:{Show(entry.Value)}"))}}}";
}
