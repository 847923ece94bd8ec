using System.Globalization;
using LocalCloud.Aws.S3.Signatures;

namespace LocalCloud.Aws.S3.Protocol;

/// <summary>Presigned URLs, SigV4 and the older form: when they expire. Their signatures are not verified.</summary>
internal static class Presigned
{
    private static readonly string[] Required =
    [
        "X-Amz-Algorithm",
        "X-Amz-Credential",
        "X-Amz-Signature",
        "X-Amz-Date",
        "X-Amz-SignedHeaders",
        "X-Amz-Expires",
    ];

    public static bool IsPresigned(HttpRequest request) =>
        request.Query.ContainsKey("X-Amz-Signature") || request.Query.ContainsKey("X-Amz-Algorithm") || OldPresigned.IsPresent(request);

    public static S3Error? Check(HttpRequest request, DateTimeOffset now)
    {
        if (OldPresigned.IsPresent(request))
            return
                long.TryParse(request.Query["Expires"], NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)
                && epoch is >= 0 and < 253402300800
                ? Expired(DateTimeOffset.FromUnixTimeSeconds(epoch), now)
                : S3Error.AccessDenied("Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters");
        if (!IsPresigned(request))
            return null;
        if (!Required.All(request.Query.ContainsKey))
            return Malformed(
                "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, "
                    + "X-Amz-SignedHeaders, and X-Amz-Expires parameters."
            );
        if (
            !DateTimeOffset.TryParseExact(
                request.Query["X-Amz-Date"],
                "yyyyMMdd'T'HHmmss'Z'",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var signed
            )
        )
            return Malformed("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
        if (!long.TryParse(request.Query["X-Amz-Expires"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
            return Malformed("X-Amz-Expires should be a number");
        return seconds switch
        {
            < 0 => Malformed("X-Amz-Expires must be non-negative"),
            > 604800 => Malformed(
                "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds"
            ),
            _ => Expired(signed.AddSeconds(seconds), now, ("X-Amz-Expires", request.Query["X-Amz-Expires"].ToString())),
        };
    }

    private static S3Error? Expired(DateTimeOffset expires, DateTimeOffset now, params (string Name, string Value)[] details) =>
        now <= expires
            ? null
            : S3Error.AccessDenied("Request has expired", [.. details, ("Expires", Seconds(expires)), ("ServerTime", Seconds(now))]);

    private static string Seconds(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static S3Error Malformed(string message) => new("AuthorizationQueryParametersError", message, 400);
}
