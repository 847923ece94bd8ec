using LocalCloud.Aws.Sqs.History;
using LocalCloud.Aws.Sqs.Moves;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Sqs;

/// <summary>The Simple Queue Service, over its JSON protocol and the query protocol of clients before 2023.</summary>
internal sealed class SqsService : Service, ITaggedService
{
    // Of these a request says nothing about a queue, wherever it is posted to.
    private static readonly string[] WithoutQueue =
    [
        "CreateQueue",
        "ListQueues",
        "GetQueueUrl",
        "StartMessageMoveTask",
        "CancelMessageMoveTask",
        "ListMessageMoveTasks",
    ];

    /// <summary>As on AWS, a name cannot be used again and a queue not be purged again for a minute.</summary>
    public bool Waits { get; init; }

    /// <summary>How many messages of a queue can be in flight (docs: quotas related to messages).</summary>
    public int MaxInFlight { get; init; } = 120_000;

    internal CancellationToken Stopping { get; private set; }

    public override string Id => "sqs";

    public override string TargetPrefix => "AmazonSQS";

    public override string QueryVersion => "2012-11-05";

    public override string XmlNamespace => "http://queue.amazonaws.com/doc/2012-11-05/";

    public override bool FlattenedXml => true;

    public override bool HasErrorDetail => true;

    public override string ErrorNamespace => "com.amazonaws.sqs";

    public override AwsError Throttled => SqsErrors.Throttled;

    public override IReadOnlyList<Operation> Operations =>
        field ??= [
            AddPermission.Definition,
            CancelMessageMoveTask.Definition,
            ChangeMessageVisibility.Definition,
            ChangeMessageVisibilityBatch.Definition,
            CreateQueue.Definition,
            DeleteMessage.Definition,
            DeleteMessageBatch.Definition,
            DeleteQueue.Definition,
            GetQueueAttributes.Definition,
            GetQueueUrl.Definition,
            ListDeadLetterSourceQueues.Definition,
            ListMessageMoveTasks.Definition,
            ListQueues.Definition,
            ListQueueTags.Definition,
            PurgeQueue.Definition,
            ReceiveMessage.Definition,
            RemovePermission.Definition,
            SendMessage.Definition,
            SendMessageBatch.Definition,
            SetQueueAttributes.Definition,
            StartMessageMoveTask.Definition,
            TagQueue.Definition,
            UntagQueue.Definition,
        ];

    public override void MapPages(IEndpointRouteBuilder routes) => MessageTracePage.Map(routes, this);

    public override string InvalidAction(string action) => $"The action {action} is not valid for this endpoint.";

    protected override ServiceState CreateState(Scope scope) => new SqsState(this, scope);

    IEnumerable<string> ITaggedService.Arns(ServiceState state) => ((SqsState)state).Queues.Values.Select(queue => queue.Arn);

    Result<TaggedResource> ITaggedService.Find(ServiceState state, string arn) => QueueTags.Find((SqsState)state, arn);

    public override void Start(CancellationToken stopping)
    {
        Stopping = stopping;
        foreach (var state in States.Cast<SqsState>())
        foreach (var task in Host.Read(state, s => s.Moves.Active.ToList()))
            state.Moves.Run(task);
    }

    // A queue's address knows what can be done with queues, but not those that make or list them.
    public override bool AnswersAt(PathString path, string action) =>
        action is not ("CreateQueue" or "ListQueues")
        || path.Value?.Split('/', StringSplitOptions.RemoveEmptyEntries) is not [{ Length: 12 } account, _]
        || !account.All(char.IsAsciiDigit);

    // Clients of the query protocol post to the queue's own URL and may leave the parameter out.
    internal override void Complete(HttpRequest http, FormTree form)
    {
        if (form["QueueUrl"] is null && http.Path.Value is { Length: > 1 } path && !WithoutQueue.Contains(form.TextOf("Action")))
            form.Set("QueueUrl", $"{http.Scheme}://{http.Host}{path}");
    }
}
