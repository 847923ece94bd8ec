using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LocalCloud.Aws.Tests.Databases;

/// <summary>Makes tokens for rds-db:connect by SigV4's own recipe, as RDS's generators do.</summary>
internal static class ConnectTokens
{
    public static string Make(
        string address,
        string user,
        DateTimeOffset now,
        string region,
        string key,
        string secret,
        string? sessionToken = null,
        string expires = "900",
        string action = "connect"
    )
    {
        var (date, time) = (
            now.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
            now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)
        );
        var scope = $"{date}/{region}/rds-db/aws4_request";
        var query = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["Action"] = action,
            ["DBUser"] = user,
            ["X-Amz-Algorithm"] = "AWS4-HMAC-SHA256",
            ["X-Amz-Credential"] = $"{key}/{scope}",
            ["X-Amz-Date"] = time,
            ["X-Amz-Expires"] = expires,
            ["X-Amz-SignedHeaders"] = "host",
        };
        if (sessionToken is not null)
            query["X-Amz-Security-Token"] = sessionToken;
        var text = string.Join('&', query.Select(q => $"{Uri.EscapeDataString(q.Key)}={Uri.EscapeDataString(q.Value)}"));
        var canonical = $"GET\n/\n{text}\nhost:{address}\n\nhost\n{Hex(SHA256.HashData([]))}";
        var toSign = $"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var signing = Encoding.UTF8.GetBytes($"AWS4{secret}");
        foreach (var part in (string[])[date, region, "rds-db", "aws4_request"])
            signing = HMACSHA256.HashData(signing, Encoding.UTF8.GetBytes(part));
        return $"{address}/?{text}&X-Amz-Signature={Hex(HMACSHA256.HashData(signing, Encoding.UTF8.GetBytes(toSign)))}";
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
