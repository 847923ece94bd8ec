using System.Globalization;

namespace LocalCloud.Aws.Wire.Signatures;

/// <summary>A SigV4 signature as a request carries it, in the Authorization header or in the query.</summary>
/// <param name="Expires">Of a presigned request.</param>
internal sealed record Signature(
    string Algorithm,
    string AccessKeyId,
    string Date,
    string Region,
    string Service,
    string[] SignedHeaders,
    string Value,
    string? Time,
    TimeSpan? Expires
)
{
    public const string Hmac = "AWS4-HMAC-SHA256";

    public bool IsPresigned => Expires is not null;

    public string CredentialScope => $"{Date}/{Region}/{Service}/aws4_request";

    /// <summary>When it was signed; null when that cannot be read.</summary>
    public DateTimeOffset? SignedAt =>
        DateTimeOffset.TryParseExact(
            Time,
            "yyyyMMdd'T'HHmmss'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
            : null;

    public static bool IsPresent(HttpRequest request) =>
        request.Headers.Authorization.Count > 0
        || request.Query.ContainsKey("X-Amz-Signature")
        || request.Query.ContainsKey("X-Amz-Algorithm");

    /// <summary>The signature, or what of it is missing, in AWS's words.</summary>
    public static (Signature? Signature, string? Missing) Of(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] ? OfHeader(header, request) : OfQuery(request.Query);

    private static (Signature?, string?) OfHeader(string header, HttpRequest request)
    {
        var space = header.IndexOf(' ', StringComparison.Ordinal);
        var algorithm = space < 0 ? header : header[..space];
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in space < 0 ? [] : header[space..].Split(',', StringSplitOptions.TrimEntries))
            if (part.Split('=', 2) is [var name, var value])
                parts[name] = value;
        var time = request.Headers["X-Amz-Date"] is [{ } date] ? date : null;
        var missing = string.Concat(
            new[] { "Credential", "Signature", "SignedHeaders" }
                .Where(name => !parts.ContainsKey(name))
                .Select(name => $"Authorization header requires '{name}' parameter. ")
        );
        if (time is null)
            missing += "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";
        if (missing.Length > 0)
            return (null, $"{missing}Authorization={algorithm}");
        return Make(algorithm, parts["Credential"], parts["SignedHeaders"], parts["Signature"], time, null);
    }

    private static (Signature?, string?) OfQuery(IQueryCollection query)
    {
        string[] names = ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date"];
        var missing = string.Concat(
            names.Where(name => !query.ContainsKey(name)).Select(name => $"AWS query-string parameters must include '{name}'. ")
        );
        if (missing.Length > 0)
            return (null, $"{missing}Re-examine the query-string parameters.");
        var seconds = long.TryParse(query["X-Amz-Expires"], NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            ? Math.Min(given, 604_800)
            : 900;
        return Make(
            query["X-Amz-Algorithm"]!,
            query["X-Amz-Credential"]!,
            query["X-Amz-SignedHeaders"]!,
            query["X-Amz-Signature"]!,
            query["X-Amz-Date"],
            TimeSpan.FromSeconds(seconds)
        );
    }

    private static (Signature?, string?) Make(
        string algorithm,
        string credential,
        string headers,
        string value,
        string? time,
        TimeSpan? expires
    ) =>
        credential.Split('/') is [var id, var date, var region, var service, "aws4_request"]
            ? (new(algorithm, id, date, region, service, headers.Split(';'), value, time, expires), null)
            : (null, $"Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '{credential}'");
}
