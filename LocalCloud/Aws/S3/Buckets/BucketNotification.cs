using System.Text.Json.Nodes;
using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.S3.Notifications;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Buckets;

/// <summary>Whom a bucket tells of its objects: queues, topics, functions and EventBridge's default bus.</summary>
internal static class BucketNotification
{
    public const string Subresource = "notification";

    public static readonly S3Operation Put = new("PutBucketNotificationConfiguration", "PUT", S3Level.Bucket, Subresource, HandlePutAsync);

    public static readonly S3Operation Get = new("GetBucketNotificationConfiguration", "GET", S3Level.Bucket, Subresource, request =>
        new(
            request.Read(bucket =>
                S3Answer.Text(
                    BucketDocument.Declaration + (bucket.Document(Subresource) ?? new NotificationRules([], false).Document()),
                    "application/xml"
                )
            )
        )
    );

    private static async ValueTask<S3Answer> HandlePutAsync(S3Request request)
    {
        var (root, _, error) = await RequestBody.ReadDocumentAsync(request, "NotificationConfiguration").ConfigureAwait(false);
        error ??= NotificationRules.Fault(root!);
        if (error is not null)
            return error;
        var rules = NotificationRules.Of(root!);
        if (
            request.Header("x-amz-skip-destination-validation") != "true"
            && await FaultOfDestinationsAsync(request, rules).ConfigureAwait(false) is { } fault
        )
            return fault;
        var region = "";
        return await request
            .ChangeAsync(
                (bucket, changes) =>
                {
                    region = bucket.Row.Region;
                    var documents = new Dictionary<string, string>(bucket.Row.Documents, StringComparer.Ordinal)
                    {
                        [Subresource] = rules.Document(),
                    };
                    request.State.Put(changes, bucket.Row with { Documents = documents });
                    foreach (var target in rules.Targets.Where(target => target.Kind != "CloudFunction"))
                        request.State.Put(changes, TestEvent(request, region, target.Arn));
                    return S3Answer.Empty();
                }
            )
            .ConfigureAwait(false);
    }

    private static async ValueTask<S3Error?> FaultOfDestinationsAsync(S3Request request, NotificationRules rules)
    {
        foreach (var target in rules.Targets)
        {
            Arn.TryParse(target.Arn, out var arn);
            var (operation, input, what) = target.Kind switch
            {
                "Queue" => ("GetQueueUrl", new JsonObject { ["QueueName"] = arn.Resource }, "queue"),
                "Topic" => ("GetTopicAttributes", new JsonObject { ["TopicArn"] = target.Arn }, "topic"),
                _ => ("GetFunction", new JsonObject { ["FunctionName"] = target.Arn }, "Lambda"),
            };
            var found = await request
                .Context.Host.InvokeAsync(arn.Scope, arn.Service, operation, input, request.Cancellation)
                .ConfigureAwait(false);
            if (found.Error is not null)
                return S3Error.InvalidArgument(
                    "Unable to validate the following destination configurations",
                    target.Arn,
                    $"The destination {what} does not exist"
                );
        }
        return null;
    }

    /// <summary>Queues and topics get one when they become a destination; functions do not.</summary>
    private static Notification TestEvent(S3Request request, string region, string arn)
    {
        var body = new JsonObject
        {
            ["Service"] = "Amazon S3",
            ["Event"] = "s3:TestEvent",
            ["Time"] = request.Context.Now.UtcDateTime.ToString(
                "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
                System.Globalization.CultureInfo.InvariantCulture
            ),
            ["Bucket"] = request.Bucket,
            ["RequestId"] = S3Service.RequestIdOf(request.Context.RequestId),
            ["HostId"] = S3Service.HostIdOf(request.Context.RequestId),
        };
        return new(
            request.State.NextNumber(),
            request.Bucket,
            region,
            arn,
            body.ToJsonString(),
            null,
            request.Context.Now,
            request.Context.TraceParent
        )
        {
            TraceHeader = request.Context.XRayTraceHeader,
        };
    }
}
