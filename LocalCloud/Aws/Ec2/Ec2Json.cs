using System.Text.Json.Serialization;
using LocalCloud.Aws.Ec2.Operations;

namespace LocalCloud.Aws.Ec2;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(DescribeVpcsRequest))]
[JsonSerializable(typeof(DescribeSubnetsRequest))]
[JsonSerializable(typeof(DescribeSecurityGroupsRequest))]
[JsonSerializable(typeof(DescribeRouteTablesRequest))]
[JsonSerializable(typeof(DescribeVpcEndpointsRequest))]
[JsonSerializable(typeof(DescribeNetworkInterfacesRequest))]
[JsonSerializable(typeof(DescribeAvailabilityZonesRequest))]
[JsonSerializable(typeof(DescribeRegionsRequest))]
internal sealed partial class Ec2Requests : JsonSerializerContext;

/// <summary>The elements of answers begin with small letters.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DescribeVpcsResponse))]
[JsonSerializable(typeof(DescribeSubnetsResponse))]
[JsonSerializable(typeof(DescribeSecurityGroupsResponse))]
[JsonSerializable(typeof(DescribeRouteTablesResponse))]
[JsonSerializable(typeof(DescribeVpcEndpointsResponse))]
[JsonSerializable(typeof(DescribeNetworkInterfacesResponse))]
[JsonSerializable(typeof(DescribeAvailabilityZonesResponse))]
[JsonSerializable(typeof(DescribeRegionsResponse))]
internal sealed partial class Ec2Answers : JsonSerializerContext;
