using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.PartiQl;

/// <summary>NextToken: where a SELECT goes on, and of which statement it is.</summary>
/// <param name="Range">Which of the partitions.</param>
/// <param name="Key">The last item that was looked at.</param>
internal sealed record PageToken(string Statement, int Range, Dictionary<string, AttributeValue> Key)
{
    public static string Fingerprint(string statement, IReadOnlyList<AttributeValue>? parameters)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(
            new PageToken(statement, 0, new() { ["p"] = new ListValue([.. parameters ?? []]) }),
            DynamoDbJson.Default.PageToken
        );
        return Convert.ToHexString(SHA256.HashData(text))[..16];
    }

    public string Write() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this, DynamoDbJson.Default.PageToken));

    public static Result<PageToken?> Read(string? token, string fingerprint, int ranges)
    {
        if (token is null)
            return default(PageToken);
        PageToken? read = null;
        try
        {
            read = JsonSerializer.Deserialize(Base64Url.DecodeFromChars(token), DynamoDbJson.Default.PageToken);
        }
        catch (Exception e) when (e is FormatException or JsonException) { }
        return read is not { Statement: not null, Key.Count: > 0, Range: >= 0 } ? DynamoDbErrors.InvalidToken
            : read.Statement != fingerprint || read.Range >= ranges ? DynamoDbErrors.Validation("NextToken does not match request")
            : read;
    }
}
