using System.Security.Cryptography;
using System.Text;

namespace LocalCloud.Aws.Wire.Signatures;

/// <summary>--verify-signatures: SigV4 in the header or in the query. A chunked body is checked as far as its seed signature
/// goes.</summary>
internal sealed class SignatureCheck(Secrets secrets, TimeProvider time)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(15);

    /// <param name="status">Of a refusal: the JSON protocols answer 400, the others 403.</param>
    public async ValueTask<AwsError?> RefuseAsync(HttpContext http, SignatureScheme scheme, int status, CancellationToken cancellation)
    {
        var request = http.Request;
        var errors = scheme.Errors(status);
        if (scheme.IsOtherwiseSigned(request))
            return scheme.RefuseOtherwiseSigned(request, secrets);
        if (!Signature.IsPresent(request))
            return scheme.NeedsNone(request) ? null : errors.Missing();
        if (request.Headers.Authorization is [{ } header] && !header.StartsWith(Signature.Hmac, StringComparison.Ordinal))
            return errors.Mechanism();
        var (signature, missing) = Signature.Of(request);
        if (signature is null)
            return errors.Incomplete(missing!);
        if (signature.Algorithm != Signature.Hmac)
            return errors.Mechanism();
        if (secrets.Of(signature.AccessKeyId) is not { } secret)
            return errors.UnknownKey(signature.AccessKeyId);
        if (OutOfTime(signature, errors, scheme) is { } late)
            return late;
        if (!signature.SignedHeaders.Contains("host"))
            return errors.Incomplete("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        var payload = await PayloadHashAsync(request, scheme, cancellation).ConfigureAwait(false);
        var canonical = CanonicalRequest.Of(request, signature, payload, scheme);
        var toSign =
            $"{Signature.Hmac}\n{signature.Time}\n{signature.CredentialScope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var expected = Encoding.ASCII.GetBytes(Sign(secret, signature.Date, signature.Region, signature.Service, toSign));
        return CryptographicOperations.FixedTimeEquals(expected, Encoding.ASCII.GetBytes(signature.Value))
            ? null
            : errors.DoesNotMatch(signature, toSign, canonical);
    }

    private AwsError? OutOfTime(Signature signature, SignatureErrors errors, SignatureScheme scheme)
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
        return !scheme.LeavesExpiry && now > signed + signature.Expires!.Value
            ? errors.Expired(signed + signature.Expires.Value, now)
            : null;
    }

    private static async ValueTask<string> PayloadHashAsync(HttpRequest request, SignatureScheme scheme, CancellationToken cancellation)
    {
        if (scheme.PayloadHash(request.Headers["X-Amz-Content-Sha256"] is [{ } given] ? given : null) is { } declared)
            return declared;
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
