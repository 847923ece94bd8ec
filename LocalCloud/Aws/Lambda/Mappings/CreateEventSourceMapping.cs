using LocalCloud.Aws.Lambda.Functions;
using LocalCloud.Aws.Lambda.Mappings.Streams;
using LocalCloud.Aws.Sqs;

namespace LocalCloud.Aws.Lambda.Mappings;

internal static class CreateEventSourceMapping
{
    public static readonly Operation<LambdaState, MappingRequest, MappingConfiguration> Definition = Operation<LambdaState>
        .DefineAsync(
            "CreateEventSourceMapping",
            LambdaJson.Default.MappingRequest,
            LambdaJson.Default.MappingConfiguration,
            HandleAsync,
            [FunctionName.Namespaced<MappingRequest>(r => r.FunctionName), .. Members]
        )
        .Http("POST /2015-03-31/event-source-mappings", status: 202)
        .Lacking("sources other than SQS queues and DynamoDB streams (Kinesis, Kafka, MQ, DocumentDB)");

    public static Member<MappingRequest>[] Members =>
        [
            Must.Member<MappingRequest>("eventSourceArn", r => r.EventSourceArn)
                .Pattern(Permissions.Patterns.AnyArn, Permissions.Patterns.AnyArnShown),
            Must.Member<MappingRequest>("batchSize", r => r.BatchSize).Range(1, 10_000),
            Must.Member<MappingRequest>("maximumBatchingWindowInSeconds", r => r.MaximumBatchingWindowInSeconds).Range(0, 300),
            Must.Member<MappingRequest>("functionResponseTypes", r => r.FunctionResponseTypes).Length(0, 1),
            Must.Member<MappingRequest>("startingPosition", r => r.StartingPosition).Enum("TRIM_HORIZON", "LATEST", "AT_TIMESTAMP"),
            Must.Member<MappingRequest>("parallelizationFactor", r => r.ParallelizationFactor).Range(1, 10),
            Must.Member<MappingRequest>("maximumRecordAgeInSeconds", r => r.MaximumRecordAgeInSeconds).Range(-1, 604_800),
            Must.Member<MappingRequest>("maximumRetryAttempts", r => r.MaximumRetryAttempts).Range(-1, 10_000),
            Must.Member<MappingRequest>("tumblingWindowInSeconds", r => r.TumblingWindowInSeconds).Range(0, 900),
            Must.Member<MappingRequest>("destinationConfig.onFailure.destination", r => r.DestinationConfig?.OnFailure?.Arn)
                .Length(0, 350)
                .Pattern(Permissions.Patterns.Destination, Permissions.Patterns.DestinationShown),
            Must.Member<MappingRequest>("destinationConfig.onSuccess.destination", r => r.DestinationConfig?.OnSuccess?.Arn)
                .Length(0, 350)
                .Pattern(Permissions.Patterns.Destination, Permissions.Patterns.DestinationShown),
            Must.Member<MappingRequest>("scalingConfig.maximumConcurrency", r => r.ScalingConfig?.MaximumConcurrency).Range(2, 1000),
        ];

    private static async ValueTask<Result<MappingConfiguration>> HandleAsync(LambdaState state, MappingRequest request, Context context)
    {
        if (request.EventSourceArn is not { Length: > 0 } source || !Arn.TryParse(source, out var queue))
            return LambdaErrors.Invalid("Unrecognized event source.");
        if (queue.Service is "dynamodb")
            return await StreamMapping.CreateAsync(state, request, queue, context).ConfigureAwait(false);
        if (queue.Service is not "sqs")
            return LambdaErrors.Unsupported(
                $"EventSourceArn {source} of CreateEventSourceMapping (sources other than SQS queues and DynamoDB streams)"
            );
        if (MappingCheck.Check(request, source) is { } bad)
            return bad;
        var attributes = await context
            .Host.InvokeAsync(
                queue.Scope,
                GetQueueAttributes.Definition,
                new() { QueueUrl = $"{context.Endpoint}/{queue.Scope.Account}/{queue.Resource}", AttributeNames = ["VisibilityTimeout"] },
                context.Cancellation
            )
            .ConfigureAwait(false);
        if (!attributes.Ok(out var found, out _))
            return LambdaErrors.Invalid(
                $"Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The "
                    + "specified queue does not exist."
            );
        var visibility = int.Parse(found.Attributes!["VisibilityTimeout"], System.Globalization.CultureInfo.InvariantCulture);
        return await context
            .Host.ChangeAsync(state, (s, changes) => Create(s, changes, request, source, visibility, context))
            .ConfigureAwait(false);
    }

    private static Result<MappingConfiguration> Create(
        LambdaState state,
        Changes changes,
        MappingRequest request,
        string source,
        int visibility,
        Context context
    )
    {
        if (!state.FindVersion(request.FunctionName!, null).Ok(out var found, out _))
            return LambdaErrors.Invalid("Function does not exist");
        var (function, version, qualifier) = found;
        var arn = function.QualifiedArn(qualifier);
        if (visibility < version.Configuration.Timeout)
            return MappingCheck.ShortVisibility(visibility, version.Configuration.Timeout);
        if (state.Mappings.Values.FirstOrDefault(m => m.EventSourceArn == source && m.FunctionArn == arn) is { } other)
            return LambdaErrors.Conflict(
                $"An event source mapping with SQS arn (\" {source} \") and function (\" {function.Name} \") already exists. "
                    + $"Please update or delete the existing mapping with UUID {other.UUID}"
            );
        var mapping = new EventSourceMapping
        {
            UUID = Guid.NewGuid().ToString(),
            EventSourceArn = source,
            FunctionArn = arn,
            FunctionName = function.Name,
            Qualifier = qualifier,
            Enabled = request.Enabled ?? true,
            BatchSize = request.BatchSize ?? 10,
            MaximumBatchingWindowInSeconds = request.MaximumBatchingWindowInSeconds ?? 0,
            FilterCriteria = request.FilterCriteria?.Filters is { Count: > 0 } ? request.FilterCriteria : null,
            FunctionResponseTypes = request.FunctionResponseTypes ?? [],
            ScalingConfig = request.ScalingConfig?.MaximumConcurrency is null ? null : request.ScalingConfig,
            MetricsConfig = request.MetricsConfig,
            KMSKeyArn = request.KMSKeyArn,
            LastModified = context.Now,
            Tags = request.Tags ?? [],
        };
        state.Put(changes, mapping);
        changes.AfterCommit(() => state.Service.Pollers.Changed(state, mapping));
        return mapping.Shown(state, "Creating");
    }
}
