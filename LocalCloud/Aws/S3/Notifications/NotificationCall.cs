using System.Text;
using LocalCloud.Aws.Deliveries;
using LocalCloud.Aws.Deliveries.Targets;
using LocalCloud.Aws.EventBridge;

namespace LocalCloud.Aws.S3.Notifications;

/// <summary>Hands a notification to the service of its destination, by the operation that everyone has; to EventBridge as an event of
/// AWS's own, which PutEvents takes from nobody.</summary>
internal static class NotificationCall
{
    private const string Subject = "Amazon S3 Notification";

    public static async ValueTask<AwsError?> SendAsync(Host host, Scope account, Notification notification, CancellationToken cancellation)
    {
        if (notification.Arn is not { } arn)
            return await ToEventBridgeAsync(host, account with { Region = notification.Region }, notification).ConfigureAwait(false);
        var message = new TargetMessage(notification.Body)
        {
            Sender = new("s3.amazonaws.com", $"arn:aws:s3:::{notification.Bucket}", account.Account),
            Subject = Subject,
            TraceHeader = notification.TraceHeader,
        };
        return await TargetKinds.SendAsync(host, arn, message, cancellation).ConfigureAwait(false);
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
