using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Sqs;

/// <summary>The Simple Queue Service, over its JSON protocol and the query protocol of clients before 2023.</summary>
public sealed class SqsService : Service
{
    public override string Id => "sqs";

    public override string TargetPrefix => "AmazonSQS";

    public override string QueryVersion => "2012-11-05";

    public override string XmlNamespace => "http://queue.amazonaws.com/doc/2012-11-05/";

    public override bool FlattenedXml => true;

    public override string ErrorNamespace => "com.amazonaws.sqs";

    public override AwsError Throttled => SqsErrors.Throttled;

    public override IReadOnlyList<Operation> Operations => field ??=
    [
        AddPermission.Definition,
        ChangeMessageVisibility.Definition,
        ChangeMessageVisibilityBatch.Definition,
        CreateQueue.Definition,
        DeleteMessage.Definition,
        DeleteMessageBatch.Definition,
        DeleteQueue.Definition,
        GetQueueAttributes.Definition,
        GetQueueUrl.Definition,
        ListDeadLetterSourceQueues.Definition,
        ListQueues.Definition,
        ListQueueTags.Definition,
        PurgeQueue.Definition,
        ReceiveMessage.Definition,
        RemovePermission.Definition,
        SendMessage.Definition,
        SendMessageBatch.Definition,
        SetQueueAttributes.Definition,
        TagQueue.Definition,
        UntagQueue.Definition,
    ];

    public override IReadOnlyList<string> NotSupported => ["CancelMessageMoveTask", "ListMessageMoveTasks", "StartMessageMoveTask"];

    protected override ServiceState CreateState(Scope scope) => new SqsState(this, scope);

    // Clients of the query protocol post to the queue's own URL and may leave the parameter out.
    internal override void Complete(HttpRequest http, FormTree form)
    {
        if (form["QueueUrl"] is null && http.Path.Value is { Length: > 1 } path)
            form.Set("QueueUrl", $"{http.Scheme}://{http.Host}{path}");
    }
}
