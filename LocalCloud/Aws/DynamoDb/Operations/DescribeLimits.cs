namespace LocalCloud.Aws.DynamoDb.Operations;

internal sealed record EmptyRequest;

internal sealed record DescribeLimitsResponse(
    long AccountMaxReadCapacityUnits,
    long AccountMaxWriteCapacityUnits,
    long TableMaxReadCapacityUnits,
    long TableMaxWriteCapacityUnits
);

/// <summary>A new account's quotas. Nothing is throttled here.</summary>
internal static class DescribeLimits
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "DescribeLimits",
        DynamoDbJson.Default.EmptyRequest,
        DynamoDbJson.Default.DescribeLimitsResponse,
        Handle
    );

    private static Result<DescribeLimitsResponse> Handle(DynamoDbState state, EmptyRequest request, Context context) =>
        new DescribeLimitsResponse(80_000, 80_000, 40_000, 40_000);
}
