using System.Text.Json.Serialization;
using LocalCloud.Aws.Logs.Events;
using LocalCloud.Aws.Logs.Operations;

namespace LocalCloud.Aws.Logs;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChunkRow))]
[JsonSerializable(typeof(CreateLogGroupRequest))]
[JsonSerializable(typeof(DescribeLogGroupsRequest))]
[JsonSerializable(typeof(DescribeLogGroupsResponse))]
[JsonSerializable(typeof(DescribeLogStreamsRequest))]
[JsonSerializable(typeof(DescribeLogStreamsResponse))]
[JsonSerializable(typeof(DescribeMetricFiltersRequest))]
[JsonSerializable(typeof(DescribeMetricFiltersResponse))]
[JsonSerializable(typeof(DescribeResourcePoliciesRequest))]
[JsonSerializable(typeof(DescribeResourcePoliciesResponse))]
[JsonSerializable(typeof(DescribeSubscriptionFiltersRequest))]
[JsonSerializable(typeof(DescribeSubscriptionFiltersResponse))]
[JsonSerializable(typeof(FilterLogEventsRequest))]
[JsonSerializable(typeof(FilterLogEventsResponse))]
[JsonSerializable(typeof(GetLogEventsRequest))]
[JsonSerializable(typeof(GetLogEventsResponse))]
[JsonSerializable(typeof(GroupRequest))]
[JsonSerializable(typeof(GroupRow))]
[JsonSerializable(typeof(KmsKeyRequest))]
[JsonSerializable(typeof(ListLogGroupsRequest))]
[JsonSerializable(typeof(ListLogGroupsResponse))]
[JsonSerializable(typeof(MetricFilterRequest))]
[JsonSerializable(typeof(PolicyRequest))]
[JsonSerializable(typeof(ProtectionRequest))]
[JsonSerializable(typeof(PutLogEventsRequest))]
[JsonSerializable(typeof(PutLogEventsResponse))]
[JsonSerializable(typeof(PutMetricFilterRequest))]
[JsonSerializable(typeof(PutResourcePolicyRequest))]
[JsonSerializable(typeof(PutResourcePolicyResponse))]
[JsonSerializable(typeof(PutRetentionPolicyRequest))]
[JsonSerializable(typeof(ResourcePolicy))]
[JsonSerializable(typeof(ResourceRequest))]
[JsonSerializable(typeof(StreamRequest))]
[JsonSerializable(typeof(StreamRow))]
[JsonSerializable(typeof(TagLogGroupRequest))]
[JsonSerializable(typeof(TagResourceRequest))]
[JsonSerializable(typeof(TagsResponse))]
[JsonSerializable(typeof(TailRow))]
[JsonSerializable(typeof(TestMetricFilterRequest))]
[JsonSerializable(typeof(TestMetricFilterResponse))]
[JsonSerializable(typeof(UntagLogGroupRequest))]
[JsonSerializable(typeof(UntagResourceRequest))]
internal sealed partial class LogsJson : JsonSerializerContext;
