using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tests.Shared;

/// <summary>AWS's Signature Version 4, written from its documentation and not with LocalCloud's own code, so that each checks the other:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html</summary>
internal sealed record SignatureV4(string Key, string Secret, string Region, string Service, DateTimeOffset Now)
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>X-Amz-Date.</summary>
    public string Time { get; } = Now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The key's identifier with the scope: date, region, service.</summary>
    public string Credential => $"{Key}/{Scope}";

    private string Scope => $"{Time[..8]}/{Region}/{Service}/aws4_request";

    /// <summary>Signs host and date, of a request whose path and query need no encoding.</summary>
    /// <param name="uri">Where it goes, with the authority that the Host header will have.</param>
    public void Sign(HttpRequestMessage request, Uri uri, string body)
    {
        var canonical =
            $"{request.Method}\n{uri.AbsolutePath}\n{uri.Query.TrimStart('?')}\nhost:{uri.Authority}\nx-amz-date:{Time}\n\n"
            + $"host;x-amz-date\n{Hash(body)}";
        request.Headers.Add("X-Amz-Date", Time);
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"{Algorithm} Credential={Credential}, SignedHeaders=host;x-amz-date, Signature={Of(canonical)}"
        );
    }

    /// <summary>The signature of a canonical request.</summary>
    public string Of(string canonicalRequest)
    {
        var key = Encoding.UTF8.GetBytes($"AWS4{Secret}");
        foreach (var part in Scope.Split('/'))
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        var text = $"{Algorithm}\n{Time}\n{Scope}\n{Hash(canonicalRequest)}";
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>As a canonical request has its body's hash.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
