using LocalCloud.Aws.Lambda.Functions;
using LocalCloud.Aws.Lambda.Mappings.Streams;

namespace LocalCloud.Aws.Lambda.Mappings;

internal static class UpdateEventSourceMapping
{
    public static readonly Operation<LambdaState, MappingRequest, MappingConfiguration> Definition = Operation<LambdaState>
        .Define(
            "UpdateEventSourceMapping",
            LambdaJson.Default.MappingRequest,
            LambdaJson.Default.MappingConfiguration,
            Handle,
            CreateEventSourceMapping.Members
        )
        .Http("PUT /2015-03-31/event-source-mappings/{UUID}", status: 202)
        .Lacking("sources other than SQS queues and DynamoDB streams");

    private static Result<MappingConfiguration> Handle(LambdaState state, MappingRequest request, Context context)
    {
        if (!GetEventSourceMapping.Find(state, request.UUID!).Ok(out var mapping, out var error))
            return error;
        var merged = request with
        {
            BatchSize = request.BatchSize ?? mapping.BatchSize,
            MaximumBatchingWindowInSeconds = request.MaximumBatchingWindowInSeconds ?? mapping.MaximumBatchingWindowInSeconds,
        };
        if ((mapping.IsStream ? StreamMapping.Check(request) : MappingCheck.Check(merged, mapping.EventSourceArn)) is { } bad)
            return bad;
        var updated = mapping with
        {
            Enabled = request.Enabled ?? mapping.Enabled,
            BatchSize = merged.BatchSize!.Value,
            MaximumBatchingWindowInSeconds = merged.MaximumBatchingWindowInSeconds!.Value,
            FilterCriteria = request.FilterCriteria is { } filter
                ? filter.Filters is { Count: > 0 }
                    ? filter
                    : null
                : mapping.FilterCriteria,
            FunctionResponseTypes = request.FunctionResponseTypes ?? mapping.FunctionResponseTypes,
            ScalingConfig = request.ScalingConfig is { } scaling
                ? scaling.MaximumConcurrency is null
                    ? null
                    : scaling
                : mapping.ScalingConfig,
            MetricsConfig = request.MetricsConfig ?? mapping.MetricsConfig,
            KMSKeyArn = request.KMSKeyArn ?? mapping.KMSKeyArn,
            Stream = mapping.Stream is { } stream ? StreamMapping.Merge(stream, request) : null,
            LastModified = context.Now,
        };
        if (request.FunctionName is { } name)
        {
            if (!state.FindVersion(name, null).Ok(out var found, out _))
                return LambdaErrors.Invalid("Function does not exist");
            updated = updated with
            {
                FunctionArn = found.Function.QualifiedArn(found.Qualifier),
                FunctionName = found.Function.Name,
                Qualifier = found.Qualifier,
            };
        }
        state.Put(context.Changes, updated);
        context.Changes.AfterCommit(() => state.Service.Pollers.Changed(state, updated));
        return updated.Shown(
            state,
            updated.Enabled == mapping.Enabled ? "Updating"
                : updated.Enabled ? "Enabling"
                : "Disabling"
        );
    }
}
