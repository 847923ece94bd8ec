namespace LocalCloud.Aws.DynamoDb.Operations;

internal sealed record EndpointModel(string Address, long CachePeriodInMinutes);

internal sealed record DescribeEndpointsResponse(List<EndpointModel> Endpoints);

/// <summary>A client that discovers endpoints is sent back to where it called.</summary>
internal static class DescribeEndpoints
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "DescribeEndpoints",
        DynamoDbJson.Default.EmptyRequest,
        DynamoDbJson.Default.DescribeEndpointsResponse,
        Handle
    );

    private static Result<DescribeEndpointsResponse> Handle(DynamoDbState state, EmptyRequest request, Context context) =>
        new DescribeEndpointsResponse([new(context.Endpoint[(context.Endpoint.IndexOf("://", StringComparison.Ordinal) + 3)..], 1440)]);
}
