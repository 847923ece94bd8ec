using System.Text.Json.Serialization;
using LocalCloud.Aws.Rds.Operations;

namespace LocalCloud.Aws.Rds;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(DescribeDBInstancesRequest))]
[JsonSerializable(typeof(DescribeDBInstancesResponse))]
[JsonSerializable(typeof(DescribeDBClustersRequest))]
[JsonSerializable(typeof(DescribeDBClustersResponse))]
[JsonSerializable(typeof(DescribeDBProxiesRequest))]
[JsonSerializable(typeof(DescribeDBProxiesResponse))]
[JsonSerializable(typeof(ProxyTargetsRequest))]
[JsonSerializable(typeof(DescribeDBProxyTargetsResponse))]
[JsonSerializable(typeof(DescribeDBProxyTargetGroupsResponse))]
[JsonSerializable(typeof(DescribeDBSubnetGroupsRequest))]
[JsonSerializable(typeof(DescribeDBSubnetGroupsResponse))]
[JsonSerializable(typeof(CreateDBInstanceRequest))]
[JsonSerializable(typeof(DeleteDBInstanceRequest))]
[JsonSerializable(typeof(DBInstanceResponse))]
[JsonSerializable(typeof(ListTagsForResourceRequest))]
[JsonSerializable(typeof(ListTagsForResourceResponse))]
internal sealed partial class RdsJson : JsonSerializerContext;
