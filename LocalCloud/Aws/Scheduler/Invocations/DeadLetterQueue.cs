using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.Metering;

namespace LocalCloud.Aws.Scheduler.Invocations;

/// <summary>
/// The payload as the target should have got it, with the reasons as message attributes:
/// docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html
/// </summary>
internal static class DeadLetterQueue
{
    public static async ValueTask<Failure?> SendAsync(Host host, Invocation invocation, Failure failure, CancellationToken cancellation)
    {
        Arn.TryParse(invocation.Target.DeadLetterConfig!.Arn!, out var queue);
        // The payload of the last try.
        var tried = invocation with { Attempts = Math.Max(invocation.Attempts - 1, 0) };
        var input = new JsonObject
        {
            ["QueueUrl"] = $"{host.Endpoint}/{queue.Scope.Account}/{queue.Resource}",
            ["MessageBody"] = Payload.Of(tried, queue.Scope),
            ["MessageAttributes"] = Attributes(tried, failure),
        };
        var sent = await host.InvokeAsync(queue.Scope, "sqs", "SendMessage", input, cancellation, Caller.By(invocation.Target.RoleArn))
            .ConfigureAwait(false);
        return sent.Ok(out _, out var error) ? null : Failure.Of(error);
    }

    private static JsonObject Attributes(Invocation invocation, Failure failure)
    {
        var attributes = new JsonObject();
        Add("ERROR_CODE", failure.Code);
        Add("ERROR_MESSAGE", failure.Message);
        Add("EXECUTION_ID", invocation.ExecutionId);
        if (failure.Exhausted is { } condition)
            Add("EXHAUSTED_RETRY_CONDITION", condition);
        Add("IS_PAYLOAD_TRUNCATED", "false");
        Add("RETRY_ATTEMPTS", invocation.Attempts.ToString(CultureInfo.InvariantCulture));
        Add("SCHEDULED_TIME", Payload.Time(invocation.Scheduled));
        Add("SCHEDULE_ARN", invocation.ScheduleArn);
        Add("TARGET_ARN", invocation.Target.Arn!);
        return attributes;

        void Add(string name, string value) => attributes[name] = new JsonObject { ["DataType"] = "String", ["StringValue"] = value };
    }
}
