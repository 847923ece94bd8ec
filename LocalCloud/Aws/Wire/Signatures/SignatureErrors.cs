using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Wire.Signatures;

/// <summary>AWS's refusals of a signature: by the JSON protocols' name, with the query protocol's; S3 has its own.</summary>
internal sealed class SignatureErrors(bool isS3, int status)
{
    private const string NoMatch = "The request signature we calculated does not match the signature you provided. Check your ";

    public AwsError Missing() =>
        isS3
            ? new("AccessDenied", "Access Denied", 403)
            : new("MissingAuthenticationTokenException", "Request is missing Authentication Token", status)
            {
                QueryCode = "MissingAuthenticationToken",
                Namespace = Coral,
            };

    public AwsError Incomplete(string why) =>
        isS3
            ? new("AuthorizationHeaderMalformed", $"The authorization header is malformed; {why}", 400)
            : new("IncompleteSignatureException", why, status) { QueryCode = "IncompleteSignature", Namespace = Coral };

    public AwsError UnknownKey(string id) =>
        isS3
            ? new("InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.", 403)
            {
                Members = Details(("AWSAccessKeyId", id)),
            }
            : new("UnrecognizedClientException", "The security token included in the request is invalid.", status)
            {
                QueryCode = "InvalidClientTokenId",
                Namespace = Coral,
            };

    public AwsError Mechanism() =>
        isS3
            ? new("InvalidRequest", "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.", 400)
            : Incomplete($"Unsupported AWS 'algorithm': only {Signature.Hmac} is supported.");

    public AwsError DoesNotMatch(Signature signature, string stringToSign, string canonicalRequest) =>
        isS3
            ? new("SignatureDoesNotMatch", NoMatch + "key and signing method.", 403)
            {
                Members = Details(
                    ("AWSAccessKeyId", signature.AccessKeyId),
                    ("StringToSign", stringToSign),
                    ("SignatureProvided", signature.Value),
                    ("CanonicalRequest", canonicalRequest)
                ),
            }
            : Invalid(NoMatch + "AWS Secret Access Key and signing method. Consult the service documentation for details.");

    public AwsError Invalid(string message) =>
        isS3
            ? new("SignatureDoesNotMatch", message, 403)
            : new("InvalidSignatureException", message, status) { QueryCode = "SignatureDoesNotMatch", Namespace = Coral };

    public AwsError Skewed(DateTimeOffset signed, DateTimeOffset now) =>
        isS3
            ? new("RequestTimeTooSkewed", "The difference between the request time and the current time is too large.", 403)
            {
                Members = Details(
                    ("RequestTime", Stamp(signed)),
                    ("ServerTime", now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
                    ("MaxAllowedSkewMilliseconds", "900000")
                ),
            }
            : Invalid(
                signed < now
                    ? $"Signature expired: {Stamp(signed)} is now earlier than {Stamp(now.AddMinutes(-15))} ({Stamp(now)} - 15 min.)"
                    : $"Signature not yet current: {Stamp(signed)} is still later than {Stamp(now.AddMinutes(15))} ({Stamp(now)} + 15 min.)"
            );

    /// <summary>A presigned request that comes too late. S3 looks at that itself.</summary>
    public AwsError Expired(DateTimeOffset until, DateTimeOffset now) =>
        Invalid($"Signature expired: {Stamp(until)} is now earlier than {Stamp(now)}");

    private const string Coral = "com.amazon.coral.service";

    private static string Stamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static JsonElement Details(params (string Name, string Value)[] details)
    {
        var json = new JsonObject();
        foreach (var (name, value) in details)
            json[name] = value;
        return JsonDocument.Parse(json.ToJsonString()).RootElement;
    }
}
