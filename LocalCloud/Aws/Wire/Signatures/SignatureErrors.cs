using System.Globalization;

namespace LocalCloud.Aws.Wire.Signatures;

/// <summary>AWS's refusals of a signature: by the JSON protocols' name, with the query protocol's.</summary>
internal class SignatureErrors(int status)
{
    private const string Coral = "com.amazon.coral.service";

    public virtual AwsError Missing() =>
        new("MissingAuthenticationTokenException", "Request is missing Authentication Token", status)
        {
            QueryCode = "MissingAuthenticationToken",
            Namespace = Coral,
        };

    public virtual AwsError Incomplete(string why) =>
        new("IncompleteSignatureException", why, status) { QueryCode = "IncompleteSignature", Namespace = Coral };

    public virtual AwsError UnknownKey(string id) =>
        new("UnrecognizedClientException", "The security token included in the request is invalid.", status)
        {
            QueryCode = "InvalidClientTokenId",
            Namespace = Coral,
        };

    /// <summary>Credentials that do not hold, or not any more.</summary>
    public virtual AwsError Ended(AwsError credentials) => credentials with { Status = status };

    public virtual AwsError Mechanism() => Incomplete($"Unsupported AWS 'algorithm': only {Signature.Hmac} is supported.");

    public virtual AwsError DoesNotMatch(Signature signature, string stringToSign, string canonicalRequest) =>
        Invalid(
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing "
                + "method. Consult the service documentation for details."
        );

    public virtual AwsError Invalid(string message) =>
        new("InvalidSignatureException", message, status) { QueryCode = "SignatureDoesNotMatch", Namespace = Coral };

    public virtual AwsError Skewed(DateTimeOffset signed, DateTimeOffset now) =>
        Invalid(
            signed < now
                ? $"Signature expired: {Stamp(signed)} is now earlier than {Stamp(now.AddMinutes(-15))} ({Stamp(now)} - 15 min.)"
                : $"Signature not yet current: {Stamp(signed)} is still later than {Stamp(now.AddMinutes(15))} ({Stamp(now)} + 15 min.)"
        );

    /// <summary>A presigned request that comes too late.</summary>
    public AwsError Expired(DateTimeOffset until, DateTimeOffset now) =>
        Invalid($"Signature expired: {Stamp(until)} is now earlier than {Stamp(now)}");

    protected static string Stamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
