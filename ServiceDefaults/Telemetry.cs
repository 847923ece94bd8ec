using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ServiceDefaults;

/// <summary>
/// The names of all telemetry of the application: sources, meters and attributes, after OpenTelemetry's semantic
/// conventions (messaging, rpc, db). Every span of our own is started from one of these sources.
/// </summary>
public static class Telemetry
{
    /// <summary>Matches every source below; what <see cref="Extensions.AddServiceDefaults"/> subscribes to.</summary>
    public const string AllSources = "Serverless.*";

    public static readonly ActivitySource Aws = new("Serverless.Aws");
    public static readonly ActivitySource Jobs = new("Serverless.Jobs");
    public static readonly ActivitySource Events = new("Serverless.Events");

    public static readonly Meter Meter = new("Serverless.Messaging");

    /// <summary>Seconds from the start of a handler to its outcome; by destination and outcome.</summary>
    public static readonly Histogram<double> ProcessDuration = Meter.CreateHistogram<double>(
        "messaging.process.duration",
        "s",
        "Duration of processing one message"
    );

    /// <summary>Messages handed to a handler; <see cref="Attributes.ErrorType"/> is set on failures.</summary>
    public static readonly Counter<long> ConsumedMessages = Meter.CreateCounter<long>(
        "messaging.client.consumed.messages",
        "{message}",
        "Messages given to a handler"
    );

    public static class Attributes
    {
        public const string RequestId = "request.id";
        public const string ErrorType = "error.type";

        public const string RpcSystem = "rpc.system";
        public const string RpcService = "rpc.service";
        public const string RpcMethod = "rpc.method";
        public const string CloudRegion = "cloud.region";
        public const string AwsRequestId = "aws.request_id";
        public const string AwsQueueUrl = "aws.sqs.queue.url";
        public const string AwsTableNames = "aws.dynamodb.table_names";
        public const string AwsBucket = "aws.s3.bucket";
        public const string AwsKey = "aws.s3.key";
        public const string HttpStatus = "http.response.status_code";

        public const string MessagingSystem = "messaging.system";
        public const string MessagingDestination = "messaging.destination.name";
        public const string MessagingOperation = "messaging.operation.name";
        public const string MessagingOperationType = "messaging.operation.type";
        public const string MessageId = "messaging.message.id";
        public const string MessageBatchCount = "messaging.batch.message_count";
        public const string DeliveryCount = "messaging.message.delivery_count";
        public const string JobType = "job.type";
        public const string JobId = "job.id";
        public const string EventType = "event.detail_type";
        public const string EventSource = "event.source";
        public const string EventId = "event.id";
        public const string OrderId = "order.id";
        public const string ReportId = "report.id";
        public const string ImageId = "image.id";
        public const string UserId = "user.id";
    }

    /// <summary>Marks a span as failed, with the exception's type as <c>error.type</c>. Null is allowed: nothing listens.</summary>
    public static void Fail(this Activity? activity, Exception exception)
    {
        if (activity is null)
        {
            return;
        }

        activity.SetTag(Attributes.ErrorType, exception.GetType().FullName);
        activity.SetStatus(ActivityStatusCode.Error, exception.Message);
        activity.AddException(exception);
    }
}
