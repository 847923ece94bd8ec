using LocalCloud.Aws.DynamoDb.Legacy;
using LocalCloud.Aws.DynamoDb.Reads;
using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb.Operations;

internal sealed record ScanRequest : PageInput
{
    public int? Segment { get; init; }
    public int? TotalSegments { get; init; }
    public Dictionary<string, LegacyCondition>? ScanFilter { get; init; }

    internal override (string Name, Dictionary<string, LegacyCondition>? Conditions) LegacyFilter => ("ScanFilter", ScanFilter);
}

internal static class Scan
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "Scan",
        DynamoDbJson.Default.ScanRequest,
        DynamoDbJson.Default.PageResponse,
        Handle,
        [
            .. PageInput.Constraints<ScanRequest>(),
            LegacyRules.Conditions<ScanRequest>("scanFilter", r => r.ScanFilter),
            Must.Member<ScanRequest>("segment", r => r.Segment).Range(0, 999_999),
            Must.Member<ScanRequest>("totalSegments", r => r.TotalSegments).Range(1, 1_000_000),
        ]
    );

    private static Result<PageResponse> Handle(DynamoDbState state, ScanRequest request, Context context)
    {
        var read = new PageRead(request, context);
        if (read.FaultOfMixture() is { } mixed)
            return DynamoDbErrors.Validation(mixed);
        var hasExpressions = request.FilterExpression is not null || request.ProjectionExpression is not null;
        if (read.Placeholders.Fault(hasExpressions, request.FilterExpression is not null, "FilterExpression is null") is { } fault)
            return DynamoDbErrors.Validation(fault);
        if (FaultOfSegment(request) is { } faultOfSegment)
            return DynamoDbErrors.Validation(faultOfSegment);
        if ((read.Parse() ?? read.Bind(state)) is { } invalid)
            return invalid;
        if (!read.Start().Ok(out var start, out var error))
            return error;

        var (low, high) = KeyBytes.Segment(request.Segment ?? 0, request.TotalSegments ?? 1);
        if (start is null)
            return read.Run(low, high, forward: true);
        if (start.AsSpan().SequenceCompareTo(low) < 0 || (high is not null && start.AsSpan().SequenceCompareTo(high) >= 0))
            return DynamoDbErrors.Validation(
                "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. "
                    + $"TotalSegments: {request.TotalSegments} Segment: {request.Segment}"
            );
        return read.Run([.. start, 0], high, forward: true);
    }

    private static string? FaultOfSegment(ScanRequest request) =>
        request switch
        {
            { TotalSegments: null, Segment: not null } =>
                "The TotalSegments parameter is required but was not present in the request when Segment parameter is present",
            { TotalSegments: not null, Segment: null } =>
                "The Segment parameter is required but was not present in the request when parameter TotalSegments is present",
            _ when request.Segment >= request.TotalSegments =>
                $"The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: {request.Segment} is not "
                    + $"less than TotalSegments: {request.TotalSegments}",
            _ => null,
        };
}
