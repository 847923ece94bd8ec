using System.Globalization;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Platform.Aws;

namespace Platform.Sessions;

/// <param name="Data">What the client keeps: any JSON object.</param>
public sealed record Session(string SessionId, JsonElement Data, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

/// <summary>Sessions in DynamoDB: over HTTP, so with no connection to keep, and they expire by themselves.</summary>
public interface ISessionStore
{
    /// <summary>Null when there is none, or when it has expired.</summary>
    Task<Session?> GetAsync(string sessionId, CancellationToken cancellationToken = default);

    /// <summary>Creates or replaces; the session then lives for <paramref name="lifetime"/> (whole seconds) from now.</summary>
    Task<Session> PutAsync(string sessionId, JsonElement data, TimeSpan lifetime, CancellationToken cancellationToken = default);

    /// <returns>False when there was none.</returns>
    Task<bool> DeleteAsync(string sessionId, CancellationToken cancellationToken = default);
}

internal sealed class DynamoDbSessionStore(IAmazonDynamoDB dynamoDb, AwsResources resources, TimeProvider time) : ISessionStore
{
    public async Task<Session?> GetAsync(string sessionId, CancellationToken cancellationToken = default)
    {
        var response = await dynamoDb.GetItemAsync(
            new GetItemRequest
            {
                TableName = resources.SessionTableName,
                Key = Key(sessionId),
                ConsistentRead = true,
            },
            cancellationToken
        );
        return response.IsItemSet ? Live(response.Item) : null;
    }

    public async Task<Session> PutAsync(
        string sessionId,
        JsonElement data,
        TimeSpan lifetime,
        CancellationToken cancellationToken = default
    )
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        var session = new Session(sessionId, data, now, now.Add(lifetime));
        var item = Key(sessionId);
        item["data"] = new AttributeValue { S = data.GetRawText() };
        item["createdAt"] = Seconds(session.CreatedAt);
        item["expiresAt"] = Seconds(session.ExpiresAt);
        await dynamoDb.PutItemAsync(new PutItemRequest { TableName = resources.SessionTableName, Item = item }, cancellationToken);
        return session;
    }

    public async Task<bool> DeleteAsync(string sessionId, CancellationToken cancellationToken = default)
    {
        var response = await dynamoDb.DeleteItemAsync(
            new DeleteItemRequest
            {
                TableName = resources.SessionTableName,
                Key = Key(sessionId),
                ReturnValues = ReturnValue.ALL_OLD,
            },
            cancellationToken
        );
        return response.Attributes is { Count: > 0 } old && Live(old) is not null;
    }

    // DynamoDB deletes expired items some time after they expire (up to days), so every read has to look at the time itself:
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ttl-expired-items.html
    private Session? Live(Dictionary<string, AttributeValue> item)
    {
        var expiresAt = Time(item["expiresAt"]);
        return expiresAt <= time.GetUtcNow()
            ? null
            : new Session(item["sessionId"].S, JsonElement.Parse(item["data"].S), Time(item["createdAt"]), expiresAt);
    }

    private static Dictionary<string, AttributeValue> Key(string sessionId) =>
        new() { ["sessionId"] = new AttributeValue { S = sessionId } };

    private static AttributeValue Seconds(DateTimeOffset at) => new() { N = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) };

    private static DateTimeOffset Time(AttributeValue value) =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(value.N, CultureInfo.InvariantCulture));
}
