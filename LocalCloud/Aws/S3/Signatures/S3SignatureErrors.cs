using System.Globalization;
using LocalCloud.Aws.Iam.Access;
using LocalCloud.Aws.S3.Protocol;
using LocalCloud.Aws.Wire.Signatures;

namespace LocalCloud.Aws.S3.Signatures;

/// <summary>S3 has codes of its own, and tells what it has compared.</summary>
internal sealed class S3SignatureErrors() : SignatureErrors(StatusCodes.Status403Forbidden)
{
    public const string NoMatch =
        "The request signature we calculated does not match the signature you provided. Check your key and signing method.";

    public override AwsError Missing() => S3Error.AccessDenied();

    public override AwsError Incomplete(string why) =>
        new S3Error("AuthorizationHeaderMalformed", $"The authorization header is malformed; {why}", 400);

    public override AwsError UnknownKey(string id) =>
        new S3Error("InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.", 403, ("AWSAccessKeyId", id));

    public override AwsError Ended(AwsError credentials) =>
        credentials == Identities.Expired
            ? new S3Error("ExpiredToken", "The provided token has expired.", 400)
            : new S3Error("InvalidToken", "The provided token is malformed or otherwise invalid.", 400);

    public override AwsError Mechanism() =>
        S3Error.InvalidRequest($"The authorization mechanism you have provided is not supported. Please use {Signature.Hmac}.");

    public override AwsError DoesNotMatch(Signature signature, string stringToSign, string canonicalRequest) =>
        new S3Error(
            "SignatureDoesNotMatch",
            NoMatch,
            403,
            ("AWSAccessKeyId", signature.AccessKeyId),
            ("StringToSign", stringToSign),
            ("SignatureProvided", signature.Value),
            ("CanonicalRequest", canonicalRequest)
        );

    public override AwsError Invalid(string message) => new S3Error("SignatureDoesNotMatch", message, 403);

    public override AwsError Skewed(DateTimeOffset signed, DateTimeOffset now) =>
        new S3Error(
            "RequestTimeTooSkewed",
            "The difference between the request time and the current time is too large.",
            403,
            ("RequestTime", Stamp(signed)),
            ("ServerTime", now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
            ("MaxAllowedSkewMilliseconds", "900000")
        );
}
