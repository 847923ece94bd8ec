namespace LocalCloud.Aws.Lambda.Mappings;

/// <summary>What a queue's mapping must fulfil.</summary>
internal static class MappingCheck
{
    public static AwsError? Check(MappingRequest request, string source)
    {
        if (request.OfStreams is { } member)
            return LambdaErrors.Invalid($"Unsupported {member} parameter for given event source mapping type.");
        if (ResponseTypes(request) is { } wrong)
            return wrong;
        var fifo = source.EndsWith(".fifo", StringComparison.Ordinal);
        if (fifo && request.BatchSize > 10)
            return LambdaErrors.Invalid("BatchSize can't exceed 10 for FIFO queues.");
        if (fifo && request.MaximumBatchingWindowInSeconds > 0)
            return LambdaErrors.Invalid("Batching window is not supported for FIFO queues");
        if (request.BatchSize > 10 && request.MaximumBatchingWindowInSeconds is null or 0)
            return request.BatchSize > 10
                ? LambdaErrors.Invalid("Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10")
                : null;
        return MappingFilter.Check(request.FilterCriteria);
    }

    public static AwsError ShortVisibility(int visibility, int timeout) =>
        LambdaErrors.Invalid(
            $"Invalid request provided: Queue visibility timeout: {visibility} seconds is less than Function timeout: {timeout} seconds"
        );

    public static AwsError? ResponseTypes(MappingRequest request) =>
        request.FunctionResponseTypes?.Find(t => t != "ReportBatchItemFailures") is { } type
            ? new(
                "ValidationException",
                $"1 validation error detected: Value '[{type}]' at 'functionResponseTypes' failed to satisfy constraint: "
                    + "Member must satisfy constraint: [Member must satisfy enum value set: [ReportBatchItemFailures]]"
            )
            : null;
}
