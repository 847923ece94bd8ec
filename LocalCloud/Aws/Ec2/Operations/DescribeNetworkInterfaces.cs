namespace LocalCloud.Aws.Ec2.Operations;

internal sealed record DescribeNetworkInterfacesRequest(
    List<string>? NetworkInterfaceId,
    List<Filter>? Filter,
    bool? DryRun,
    int? MaxResults,
    string? NextToken
);

internal sealed record NetworkInterfaceItem(string NetworkInterfaceId);

internal sealed record DescribeNetworkInterfacesResponse(List<NetworkInterfaceItem> NetworkInterfaceSet);

/// <summary>There are none: no machine, no function and no endpoint has one here.</summary>
internal static class DescribeNetworkInterfaces
{
    public static readonly Operation Definition = Operation<Ec2State>
        .DefineAsync(
            "DescribeNetworkInterfaces",
            Ec2Requests.Default.DescribeNetworkInterfacesRequest,
            Ec2Answers.Default.DescribeNetworkInterfacesResponse,
            (_, request, _) =>
                new(
                    request.NetworkInterfaceId is [var first, ..]
                        ? new AwsError("InvalidNetworkInterfaceID.NotFound", $"The networkInterface ID '{first}' does not exist")
                    : request.DryRun is true ? Filters.DryRun
                    : (Result<DescribeNetworkInterfacesResponse>)new DescribeNetworkInterfacesResponse([])
                ),
            Must.Member<DescribeNetworkInterfacesRequest>("maxResults", r => r.MaxResults).Range(5, 1000)
        )
        .Lacking("there are none");
}
