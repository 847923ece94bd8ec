using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.EventBridge.Deliveries.Targets;
using LocalCloud.Aws.Metering;
using LocalCloud.Aws.Sqs;

namespace LocalCloud.Aws.S3.Notifications;

/// <summary>Hands a notification to the service of its destination, by the operation that everyone has.</summary>
internal static class NotificationCall
{
    private const string Subject = "Amazon S3 Notification";

    public static async ValueTask<AwsError?> SendAsync(Host host, Scope account, Notification notification, CancellationToken cancellation)
    {
        if (notification.Arn is not { } text)
            return await ToEventBridgeAsync(host, account with { Region = notification.Region }, notification).ConfigureAwait(false);
        if (
            Iam.Access.DeliveryAccess.Refuse(host, "s3.amazonaws.com", $"arn:aws:s3:::{notification.Bucket}", account.Account, text) is
            { } denied
        )
            return denied;
        Arn.TryParse(text, out var arn);
        return arn.Service switch
        {
            "sqs" => (
                await host.InvokeAsync(
                        Caller.Service,
                        arn.Scope,
                        SendMessage.Definition,
                        new SendMessageRequest
                        {
                            QueueUrl = $"{host.Endpoint}/{arn.Scope.Account}/{arn.Resource}",
                            MessageBody = new Utf8Text(Encoding.UTF8.GetBytes(notification.Body)),
                            MessageSystemAttributes = SqsTarget.Trace(notification.TraceHeader),
                        },
                        cancellation
                    )
                    .ConfigureAwait(false)
            ).Error,
            "sns" => (
                await host.InvokeAsync(
                        arn.Scope,
                        "sns",
                        "Publish",
                        new JsonObject
                        {
                            ["TopicArn"] = text,
                            ["Subject"] = Subject,
                            ["Message"] = notification.Body,
                        },
                        cancellation,
                        Caller.Service,
                        notification.TraceHeader
                    )
                    .ConfigureAwait(false)
            ).Error,
            _ => (
                await host.InvokeAsync(
                        arn.Scope,
                        "lambda",
                        "Invoke",
                        new JsonObject
                        {
                            ["FunctionName"] = text,
                            ["InvocationType"] = "Event",
                            ["Payload"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(notification.Body)),
                        },
                        cancellation,
                        trace: notification.TraceHeader
                    )
                    .ConfigureAwait(false)
            ).Error,
        };
    }

    private static async ValueTask<AwsError?> ToEventBridgeAsync(Host host, Scope scope, Notification notification)
    {
        var id = Guid.NewGuid().ToString();
        var json = EventJson.Envelope(
            id,
            "aws.s3",
            notification.DetailType!,
            scope,
            notification.Time,
            [$"arn:aws:s3:::{notification.Bucket}"],
            Encoding.UTF8.GetBytes(notification.Body)
        );
        var state = (EventsState)host.Service<EventsService>().State(scope);
        var taken = await host.ChangeAsync(state, Result<Nothing> (s, changes) =>
            {
                var incoming = new IncomingEvent(id, "aws.s3", notification.DetailType!, notification.Time, json, s.Time.GetUtcNow())
                {
                    TraceParent = notification.TraceParent,
                    TraceHeader = notification.TraceHeader,
                };
                Ingest.Take(s, changes, EventsState.DefaultBus, incoming);
                return Nothing.Instance;
            })
            .ConfigureAwait(false);
        return taken.Error;
    }
}
