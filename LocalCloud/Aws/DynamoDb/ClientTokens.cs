using System.Security.Cryptography;
using System.Text.Json;

namespace LocalCloud.Aws.DynamoDb;

/// <summary>
/// ClientRequestToken of TransactWriteItems: for ten minutes a repetition changes nothing and succeeds, and one with another content is
/// refused. Kept in the store, as a retry may come after a restart.
/// </summary>
internal sealed class ClientTokens(string rowTable)
{
    public static readonly AwsError Mismatch = new(
        "IdempotentParameterMismatchException",
        "DynamoDB rejected the request because you retried a request with a different payload but with an idempotent token that was "
            + "already used."
    );

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, UsedToken> _used = [];
    private readonly Queue<string> _byAge = new();

    public UsedToken? Find(string token, DateTimeOffset now) =>
        _used.TryGetValue(token, out var found) && now - found.At < Window ? found : null;

    public void Add(Changes changes, string token, string fingerprint, DateTimeOffset now)
    {
        while (_byAge.TryPeek(out var oldest) && (!_used.TryGetValue(oldest, out var old) || now - old.At >= Window))
        {
            _used.Remove(_byAge.Dequeue());
            changes.Delete(rowTable, oldest);
        }
        var entry = new UsedToken(fingerprint, now);
        Remember(token, entry);
        changes.Put(rowTable, token, entry, DynamoDbJson.Default.UsedToken);
    }

    public void Load(string token, byte[] row) => Remember(token, JsonSerializer.Deserialize(row, DynamoDbJson.Default.UsedToken)!);

    private void Remember(string token, UsedToken entry)
    {
        _used[token] = entry;
        _byAge.Enqueue(token);
    }

    /// <summary>The same for what differs in the order of its attributes alone: clients write maps in any order.</summary>
    public static string Fingerprint(JsonElement request)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
            WriteSorted(json, request);
        return Convert.ToHexString(SHA256.HashData(text.GetBuffer().AsSpan(0, (int)text.Length)));
    }

    private static void WriteSorted(Utf8JsonWriter json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    json.WritePropertyName(member.Name);
                    WriteSorted(json, member.Value);
                }
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var element in value.EnumerateArray())
                    WriteSorted(json, element);
                json.WriteEndArray();
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }
}

internal sealed record UsedToken(string Fingerprint, DateTimeOffset At);
