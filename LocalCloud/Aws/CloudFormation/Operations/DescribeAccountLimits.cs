using LocalCloud.Aws.CloudFormation.Stacks;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record DescribeAccountLimitsRequest(string? NextToken);

internal sealed record AccountLimit(string Name, int Value);

internal sealed record DescribeAccountLimitsResponse(List<AccountLimit> AccountLimits, string? NextToken);

internal static class DescribeAccountLimits
{
    public static readonly Operation Definition = Operation<StackState>.Define(
        "DescribeAccountLimits",
        OperationsJson.Default.DescribeAccountLimitsRequest,
        OperationsJson.Default.DescribeAccountLimitsResponse,
        (_, _, _) =>
            new DescribeAccountLimitsResponse(
                [new("StackLimit", 2000), new("StackOutputsLimit", 200), new("ConcurrentResourcesLimit", 2500)],
                null
            )
    );
}
