using System.Globalization;
using System.Net;
using LocalCloud.Aws.Deliveries;

namespace LocalCloud.Aws.EventBridge.ApiDestinations;

/// <summary>
/// What the endpoint's answer means: "Events associated with error codes 401, 407, 409, 429 and 5xx are retried", others are not;
/// Retry-After is heeded, and a negative one ends the retries: docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html
/// </summary>
internal static class InvocationAnswer
{
    private const string Prefix = "Unable to invoke ApiDestination endpoint: ";
    private const int ShownLength = 256;

    public static DeliveryFailure Failed(string code, string message, bool retriable) => new(code, Prefix + message, retriable);

    public static async ValueTask<DeliveryFailure?> ReadAsync(
        HttpResponseMessage response,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        if (response.IsSuccessStatusCode)
            return null;
        var status = (int)response.StatusCode;
        var text = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        var message = $"API destination returned HTTP status {status} with payload: {text[..Math.Min(text.Length, ShownLength)]}";
        var retriable = status is 401 or 407 or 409 or 429 or >= 500;
        var failure = Failed(
            status == (int)HttpStatusCode.TooManyRequests ? "THROTTLING"
                : status >= 500 ? "ERROR_FROM_TARGET"
                : "SDK_CLIENT_ERROR",
            message,
            retriable
        );
        return !retriable || !response.Headers.TryGetValues("Retry-After", out var values) ? failure : Heed(failure, values.First(), now);
    }

    private static DeliveryFailure Heed(DeliveryFailure failure, string retryAfter, DateTimeOffset now)
    {
        if (double.TryParse(retryAfter, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
            return seconds < 0 ? failure with { Retriable = false } : failure with { NotBefore = now.AddSeconds(Math.Min(seconds, 86400)) };
        return DateTimeOffset.TryParse(retryAfter, CultureInfo.InvariantCulture, out var date)
            ? failure with
            {
                NotBefore = date,
            }
            : failure;
    }
}
