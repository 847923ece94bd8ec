using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LocalCloud.Aws.Deliveries;
using LocalCloud.Aws.Sns.Messages;
using LocalCloud.Aws.Sns.Topics;

namespace LocalCloud.Aws.Sns.Deliveries;

/// <summary>Posts to a subscriber: docs.aws.amazon.com/sns/latest/dg/sns-http-https-endpoint-as-subscriber.html</summary>
internal static class HttpEndpoint
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly HttpClient Client = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
        }
    )
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public static async ValueTask<DeliveryFailure?> SendAsync(SnsService service, Delivery delivery, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(Patience, service.Host.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            using var request = Request(service, delivery);
            using var response = await Client
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token)
                .ConfigureAwait(false);
            var status = (int)response.StatusCode;
            if (response.IsSuccessStatusCode)
                return null;
            return new($"{status}", $"The endpoint answered {status} {response.ReasonPhrase}", status is >= 500 or 429);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return new("504", $"The endpoint did not answer within {Patience.TotalSeconds} seconds.", Retriable: true);
        }
        catch (HttpRequestException e)
        {
            return new("503", e.Message, Retriable: true);
        }
    }

    private static HttpRequestMessage Request(SnsService service, Delivery delivery)
    {
        var message = delivery.Message;
        var address = new Uri(delivery.Subscription.Endpoint);
        var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Headers.Add("x-amz-sns-message-type", message.Type);
        request.Headers.Add("x-amz-sns-message-id", message.Id);
        request.Headers.Add("x-amz-sns-topic-arn", message.TopicArn);
        if (message.Type != PublishedMessage.SubscriptionConfirmation)
            request.Headers.Add("x-amz-sns-subscription-arn", delivery.SubscriptionArn);
        if (delivery.IsRaw)
            request.Headers.Add("x-amz-sns-rawdelivery", "true");
        if (message.TraceHeader is { } trace)
            request.Headers.TryAddWithoutValidation("X-Amzn-Trace-Id", trace);
        request.Headers.UserAgent.ParseAdd("Amazon Simple Notification Service Agent");
        if (address.UserInfo.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic",
                Convert.ToBase64String(Encoding.UTF8.GetBytes(WebUtility.UrlDecode(address.UserInfo)))
            );
        var policy = DeliveryPolicy.Of(delivery.TopicPolicy, delivery.Subscription.Attributes.GetValueOrDefault("DeliveryPolicy"));
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(delivery.Body(service)));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", policy.ContentType);
        return request;
    }
}
