using System.Text.Json.Serialization;
using LocalCloud.Aws.ElastiCache.Operations;

namespace LocalCloud.Aws.ElastiCache;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(DescribeServerlessCachesRequest))]
[JsonSerializable(typeof(DescribeServerlessCachesResponse))]
[JsonSerializable(typeof(DescribeReplicationGroupsRequest))]
[JsonSerializable(typeof(DescribeReplicationGroupsResponse))]
[JsonSerializable(typeof(DescribeCacheClustersRequest))]
[JsonSerializable(typeof(DescribeCacheClustersResponse))]
[JsonSerializable(typeof(DescribeCacheSubnetGroupsRequest))]
[JsonSerializable(typeof(DescribeCacheSubnetGroupsResponse))]
[JsonSerializable(typeof(CreateServerlessCacheRequest))]
[JsonSerializable(typeof(DeleteServerlessCacheRequest))]
[JsonSerializable(typeof(ServerlessCacheResponse))]
[JsonSerializable(typeof(ListTagsForResourceRequest))]
[JsonSerializable(typeof(ListTagsForResourceResponse))]
internal sealed partial class CacheJson : JsonSerializerContext;
