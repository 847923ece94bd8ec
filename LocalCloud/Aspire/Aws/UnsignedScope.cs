using System.Globalization;

namespace LocalCloud.Aspire.Aws;

/// <summary>
/// The header that tells the local AWS whose and where a request is. It takes any signature, so the scope alone is given.
/// </summary>
static class UnsignedScope
{
    public static void Set(HttpRequestMessage request, string service, string region, DateTimeOffset now)
    {
        var day = now.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var credential = $"{AwsVariables.AccessKey}/{day}/{region}/{service}/aws4_request";
        var signature = new string('0', 64);
        request.Headers.TryAddWithoutValidation("X-Amz-Date", now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders=host;x-amz-date, Signature={signature}");
    }
}
