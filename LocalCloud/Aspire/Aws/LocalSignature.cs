using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LocalCloud.Aspire.Aws;

/// <summary>
/// The header that tells the local AWS whose and where a request is, signed as it checks it with --enforce-iam. The body is left out of the
/// signature: it does not leave the machine. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
/// </summary>
internal static class LocalSignature
{
    private const string Algorithm = "AWS4-HMAC-SHA256",
        Payload = "UNSIGNED-PAYLOAD",
        Headers = "host;x-amz-content-sha256;x-amz-date";

    public static void Set(HttpRequestMessage request, Uri endpoint, string service, string region, DateTimeOffset now)
    {
        var address = new Uri(endpoint, request.RequestUri!);
        var time = now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{time[..8]}/{region}/{service}/aws4_request";
        var canonical =
            $"{request.Method}\n{address.AbsolutePath}\n{Query(address)}\nhost:{address.Authority}\n"
            + $"x-amz-content-sha256:{Payload}\nx-amz-date:{time}\n\n{Headers}\n{Payload}";
        var toSign = $"{Algorithm}\n{time}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = Encoding.UTF8.GetBytes("AWS4" + AwsVariables.SecretKey);
        foreach (var part in scope.Split('/'))
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
        request.Headers.TryAddWithoutValidation("X-Amz-Date", time);
        request.Headers.TryAddWithoutValidation("X-Amz-Content-Sha256", Payload);
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"{Algorithm} Credential={AwsVariables.AccessKey}/{scope}, SignedHeaders={Headers}, Signature={signature}"
        );
    }

    private static string Query(Uri address) =>
        string.Join(
            '&',
            address
                .Query.TrimStart('?')
                .Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(pair => pair.Contains('=', StringComparison.Ordinal) ? pair : $"{pair}=")
                .Order(StringComparer.Ordinal)
        );
}
