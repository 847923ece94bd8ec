using LocalCloud.Aws.DynamoDb;

namespace LocalCloud.Aws.Lambda.Mappings.Streams;

/// <summary>Making and changing the mapping of a DynamoDB stream.</summary>
internal static class StreamMapping
{
    private const int DefaultBatch = 100;
    private const int ShortestAge = 60;

    public static async ValueTask<Result<MappingConfiguration>> CreateAsync(
        LambdaState state,
        MappingRequest request,
        Arn source,
        Context context
    )
    {
        if (!source.Resource.Contains("/stream/", StringComparison.Ordinal))
            return LambdaErrors.Invalid("Unrecognized event source.");
        if (request.StartingPosition is null)
            return LambdaErrors.Invalid(
                "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null."
            );
        if (request.StartingPosition == "AT_TIMESTAMP")
            return LambdaErrors.Invalid($"Unsupported starting position for arn type: {request.EventSourceArn}");
        if (Check(request) is { } bad)
            return bad;
        var tables = (DynamoDbState)context.Host.Service<DynamoDbService>().State(source.Scope);
        if (context.Host.Read(tables, s => s.Streams.Find(request.EventSourceArn!)?.Last) is not { } last)
            return LambdaErrors.Invalid($"Stream not found: {request.EventSourceArn}");
        return await context.Host.ChangeAsync(state, (s, changes) => Create(s, changes, request, last, context)).ConfigureAwait(false);
    }

    private static Result<MappingConfiguration> Create(
        LambdaState state,
        Changes changes,
        MappingRequest request,
        long last,
        Context context
    )
    {
        if (!state.FindVersion(request.FunctionName!, null).Ok(out var found, out _))
            return LambdaErrors.Invalid("Function does not exist");
        var (function, _, qualifier) = found;
        var arn = function.QualifiedArn(qualifier);
        if (state.Mappings.Values.FirstOrDefault(m => m.EventSourceArn == request.EventSourceArn && m.FunctionArn == arn) is { } other)
            return LambdaErrors.Conflict(
                $"The event source arn (\" {request.EventSourceArn} \") and function (\" {function.Name} \") provided mapping already "
                    + "exists. "
                    + $"Please update or delete the existing mapping with UUID {other.UUID}"
            );
        var mapping = new EventSourceMapping
        {
            UUID = Guid.NewGuid().ToString(),
            EventSourceArn = request.EventSourceArn!,
            FunctionArn = arn,
            FunctionName = function.Name,
            Qualifier = qualifier,
            Enabled = request.Enabled ?? true,
            BatchSize = request.BatchSize ?? DefaultBatch,
            MaximumBatchingWindowInSeconds = request.MaximumBatchingWindowInSeconds ?? 0,
            FilterCriteria = request.FilterCriteria?.Filters is { Count: > 0 } ? request.FilterCriteria : null,
            FunctionResponseTypes = request.FunctionResponseTypes ?? [],
            MetricsConfig = request.MetricsConfig,
            KMSKeyArn = request.KMSKeyArn,
            LastModified = context.Now,
            Tags = request.Tags ?? [],
            Stream = Merge(
                new() { StartingPosition = request.StartingPosition!, StartAfter = request.StartingPosition == "LATEST" ? last : 0 },
                request
            ),
        };
        state.Put(changes, mapping);
        changes.AfterCommit(() => state.Service.Pollers.Changed(state, mapping));
        return mapping.Shown(state, "Creating");
    }

    public static AwsError? Check(MappingRequest request)
    {
        if (request.ScalingConfig?.MaximumConcurrency is not null)
            return LambdaErrors.Invalid("Unsupported ScalingConfig parameter for given event source mapping type.");
        if (request.SourceAccessConfigurations is { Count: > 0 })
            return LambdaErrors.Invalid("Unsupported SourceAccessConfigurations parameter for given event source mapping type.");
        if (request.MaximumRecordAgeInSeconds is >= 0 and < ShortestAge)
            return LambdaErrors.Invalid($"MaximumRecordAgeInSeconds must be -1 or between {ShortestAge} and 604800.");
        return MappingCheck.ResponseTypes(request) ?? CheckDestinations(request) ?? MappingFilter.Check(request.FilterCriteria);
    }

    private static AwsError? CheckDestinations(MappingRequest request)
    {
        if (request.DestinationConfig?.OnSuccess?.Arn is { Length: > 0 })
            return LambdaErrors.Invalid("Unsupported DestinationConfig.OnSuccess parameter for given event source mapping type.");
        if (request.DestinationConfig?.OnFailure?.Arn is not { Length: > 0 } arn)
            return null;
        if (!Arn.TryParse(arn, out var destination))
            return LambdaErrors.Invalid(
                $"The provided destination config DestinationConfig(onSuccess=null, onFailure=OnFailure(destination={arn})) is invalid."
            );
        return destination.Service is "sqs" or "sns" or "s3"
            ? null
            : LambdaErrors.Unsupported($"DestinationConfig.OnFailure.Destination {arn} of event source mappings");
    }

    public static StreamSettings Merge(StreamSettings settings, MappingRequest request) =>
        settings with
        {
            ParallelizationFactor = request.ParallelizationFactor ?? settings.ParallelizationFactor,
            MaximumRecordAgeInSeconds = request.MaximumRecordAgeInSeconds ?? settings.MaximumRecordAgeInSeconds,
            MaximumRetryAttempts = request.MaximumRetryAttempts ?? settings.MaximumRetryAttempts,
            BisectBatchOnFunctionError = request.BisectBatchOnFunctionError ?? settings.BisectBatchOnFunctionError,
            TumblingWindowInSeconds = request.TumblingWindowInSeconds ?? settings.TumblingWindowInSeconds,
            OnFailure = request.DestinationConfig is { } destinations
                ? destinations.OnFailure?.Arn is { Length: > 0 } arn
                    ? arn
                    : null
                : settings.OnFailure,
        };
}
