using System.Security.Cryptography;
using System.Text;

namespace LocalCloud.Aws.Wire.Signatures;

/// <summary>--verify-signatures: SigV4 in the header or in the query. A chunked body of S3 is checked as far as its seed signature
/// goes.</summary>
internal sealed class SignatureCheck(Secrets secrets, TimeProvider time)
{
    private const string Unsigned = "UNSIGNED-PAYLOAD";

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(15);

    // A link in a mail or in a confirmation request is followed by somebody who has no credentials.
    private static readonly string[] Public = ["ConfirmSubscription", "Unsubscribe"];

    /// <param name="status">Of a refusal: the JSON protocols answer 400, the others 403.</param>
    public async ValueTask<AwsError?> RefuseAsync(HttpContext http, bool isS3, int status, CancellationToken cancellation)
    {
        var request = http.Request;
        var errors = new SignatureErrors(isS3, status);
        if (isS3 && OldPresigned.IsPresent(request))
            return OldPresigned.Refuse(request, secrets, errors);
        if (!Signature.IsPresent(request))
            return isS3 && request.Method == "OPTIONS" || Public.Contains(request.Query["Action"].ToString()) ? null : errors.Missing();
        if (request.Headers.Authorization is [{ } header] && !header.StartsWith(Signature.Hmac, StringComparison.Ordinal))
            return errors.Mechanism();
        var (signature, missing) = Signature.Of(request);
        if (signature is null)
            return errors.Incomplete(missing!);
        if (signature.Algorithm != Signature.Hmac)
            return errors.Mechanism();
        if (secrets.Of(signature.AccessKeyId) is not { } secret)
            return errors.UnknownKey(signature.AccessKeyId);
        if (OutOfTime(signature, errors, isS3) is { } late)
            return late;
        if (!signature.SignedHeaders.Contains("host"))
            return errors.Incomplete("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        var payload = await PayloadHashAsync(request, signature, isS3, cancellation).ConfigureAwait(false);
        var canonical = CanonicalRequest.Of(request, signature, payload, isS3);
        var toSign =
            $"{Signature.Hmac}\n{signature.Time}\n{signature.CredentialScope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var expected = Encoding.ASCII.GetBytes(Sign(secret, signature.Date, signature.Region, signature.Service, toSign));
        return CryptographicOperations.FixedTimeEquals(expected, Encoding.ASCII.GetBytes(signature.Value))
            ? null
            : errors.DoesNotMatch(signature, toSign, canonical);
    }

    private AwsError? OutOfTime(Signature signature, SignatureErrors errors, bool isS3)
    {
        if (signature.SignedAt is not { } signed)
            return errors.Incomplete(
                "Date must be in ISO-8601 'basic format'. Got '" + signature.Time + "'. See http://en.wikipedia.org/wiki/ISO_8601"
            );
        if (!signature.Time!.StartsWith(signature.Date, StringComparison.Ordinal))
            return errors.Invalid(
                $"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{signature.Date}' != "
                    + $"'{signature.Time[..8]}', from '{signature.Time}'."
            );
        var now = time.GetUtcNow();
        if (!signature.IsPresigned)
            return (now - signed).Duration() > Skew ? errors.Skewed(signed, now) : null;
        if (signed - now > Skew)
            return errors.Skewed(signed, now);
        return !isS3 && now > signed + signature.Expires!.Value ? errors.Expired(signed + signature.Expires.Value, now) : null;
    }

    // S3 compares the digest of what it stores with the header by itself; elsewhere the body is small and is read here.
    private static async ValueTask<string> PayloadHashAsync(
        HttpRequest request,
        Signature signature,
        bool isS3,
        CancellationToken cancellation
    )
    {
        var declared = request.Headers["X-Amz-Content-Sha256"] is [{ } given] ? given : null;
        if (isS3)
            return declared ?? Unsigned;
        if (declared == Unsigned)
            return Unsigned;
        using var body = await Body.ReadAsync(request, Dispatcher.MaxBody, cancellation).ConfigureAwait(false);
        request.Body = new MemoryStream(body.Bytes.ToArray());
        return Convert.ToHexStringLower(SHA256.HashData(body.Bytes.Span));
    }

    public static string Sign(string secret, string date, string region, string service, string toSign)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in new[] { date, region, service, "aws4_request" })
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
    }
}
