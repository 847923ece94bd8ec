using System.Globalization;

namespace LocalCloud.Aws.Iam.Evaluation;

/// <summary>
/// What every request has: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
/// </summary>
internal static class GlobalKeys
{
    /// <summary>
    /// Requests do not leave the machine, so that they count as sent securely: the usual Deny of what is not ("enforceSSL") would refuse
    /// every one.
    /// </summary>
    public static RequestKeys Of(HttpRequest? http, Context context)
    {
        var keys = OfTime(context.Now)
            .Set("aws:RequestedRegion", context.Scope.Region)
            .Set("aws:SecureTransport", "true")
            .Set("aws:ViaAWSService", "false");
        return http is null
            ? keys
            : keys.Set(
                    "aws:SourceIp",
                    http.HttpContext.Connection.RemoteIpAddress is { } address
                        ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString()
                        : "127.0.0.1"
                )
                .Set("aws:UserAgent", http.Headers.UserAgent is [{ } agent] ? agent : null)
                .Set("aws:Referer", http.Headers.Referer is [{ } referer] ? referer : null);
    }

    public static RequestKeys OfTime(DateTimeOffset now) =>
        new RequestKeys()
            .Set("aws:CurrentTime", now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))
            .Set("aws:EpochTime", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
}
