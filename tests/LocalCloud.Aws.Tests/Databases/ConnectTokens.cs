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
        var signature = new SignatureV4(key, secret, region, "rds-db", now);
        var query = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["Action"] = action,
            ["DBUser"] = user,
            ["X-Amz-Algorithm"] = SignatureV4.Algorithm,
            ["X-Amz-Credential"] = signature.Credential,
            ["X-Amz-Date"] = signature.Time,
            ["X-Amz-Expires"] = expires,
            ["X-Amz-SignedHeaders"] = "host",
        };
        if (sessionToken is not null)
            query["X-Amz-Security-Token"] = sessionToken;
        var text = string.Join('&', query.Select(q => $"{Uri.EscapeDataString(q.Key)}={Uri.EscapeDataString(q.Value)}"));
        var canonical = $"GET\n/\n{text}\nhost:{address}\n\nhost\n{SignatureV4.Hash("")}";
        return $"{address}/?{text}&X-Amz-Signature={signature.Of(canonical)}";
    }
}
