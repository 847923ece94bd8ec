using System.Security.Cryptography;
using System.Text;
using LocalCloud.Aws.S3.Protocol;
using LocalCloud.Aws.Wire.Signatures;
using Microsoft.AspNetCore.Http.Features;

namespace LocalCloud.Aws.S3.Signatures;

/// <summary>
/// The presigned URLs of before SigV4, which `aws s3 presign` still makes:
/// https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html When they expire is looked at with the request.
/// </summary>
internal static class OldPresigned
{
    // Parameters that are part of what is signed; all others are not.
    private static readonly string[] SubResources =
    [
        "acl",
        "cors",
        "delete",
        "lifecycle",
        "location",
        "logging",
        "notification",
        "partNumber",
        "policy",
        "requestPayment",
        "response-cache-control",
        "response-content-disposition",
        "response-content-encoding",
        "response-content-language",
        "response-content-type",
        "response-expires",
        "tagging",
        "torrent",
        "uploadId",
        "uploads",
        "versionId",
        "versioning",
        "versions",
        "website",
    ];

    public static bool IsPresent(HttpRequest request) =>
        request.Query.ContainsKey("AWSAccessKeyId") && request.Query.ContainsKey("Signature");

    public static AwsError? Refuse(HttpRequest request, Secrets secrets, SignatureErrors errors)
    {
        var id = request.Query["AWSAccessKeyId"].ToString();
        if (secrets.Of(id) is not { } secret)
            return errors.UnknownKey(id);
        var toSign =
            $"{request.Method}\n{request.Headers.ContentMD5}\n{request.ContentType}\n{request.Query["Expires"]}\n{AmazonHeaders(request)}{Resource(request)}";
        var expected = Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(toSign)));
        return CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(expected),
            Encoding.ASCII.GetBytes(request.Query["Signature"].ToString())
        )
            ? null
            : errors.Invalid(S3SignatureErrors.NoMatch);
    }

    private static string AmazonHeaders(HttpRequest request) =>
        string.Concat(
            request
                .Headers.Where(h => h.Key.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase))
                .Select(h => (Name: h.Key.ToLowerInvariant(), Value: h.Value.ToString()))
                .Concat(
                    request
                        .Query.Where(q => q.Key.StartsWith("x-amz-", StringComparison.Ordinal))
                        .Select(q => (Name: q.Key, Value: q.Value.ToString()))
                )
                .OrderBy(h => h.Name, StringComparer.Ordinal)
                .Select(h => $"{h.Name}:{h.Value.Trim()}\n")
        );

    private static string Resource(HttpRequest request)
    {
        var raw = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } target
            ? target
            : request.Path.ToUriComponent();
        var path = raw.Split('?')[0];
        if (S3Target.BucketOfHost(request.Host.Value ?? "") is { } bucket)
            path = $"/{bucket}{path}";
        var parts = request
            .Query.Where(q => SubResources.Contains(q.Key))
            .OrderBy(q => q.Key, StringComparer.Ordinal)
            .Select(q => q.Value.ToString() is { Length: > 0 } value ? $"{q.Key}={value}" : q.Key)
            .ToList();
        return parts.Count == 0 ? path : $"{path}?{string.Join('&', parts)}";
    }
}
