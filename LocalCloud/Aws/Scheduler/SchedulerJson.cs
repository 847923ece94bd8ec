using System.Text.Json.Serialization;
using LocalCloud.Aws.Scheduler.Invocations;
using LocalCloud.Aws.Scheduler.Operations;

namespace LocalCloud.Aws.Scheduler;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ScheduleRow))]
[JsonSerializable(typeof(GroupRow))]
[JsonSerializable(typeof(Invocation))]
[JsonSerializable(typeof(ScheduleInput))]
[JsonSerializable(typeof(ScheduleArnResponse))]
[JsonSerializable(typeof(ScheduleRequest))]
[JsonSerializable(typeof(DeleteScheduleRequest))]
[JsonSerializable(typeof(GetScheduleResponse))]
[JsonSerializable(typeof(ListSchedulesRequest))]
[JsonSerializable(typeof(ListSchedulesResponse))]
[JsonSerializable(typeof(CreateScheduleGroupRequest))]
[JsonSerializable(typeof(CreateScheduleGroupResponse))]
[JsonSerializable(typeof(GroupRequest))]
[JsonSerializable(typeof(DeleteScheduleGroupRequest))]
[JsonSerializable(typeof(GroupSummary))]
[JsonSerializable(typeof(ListScheduleGroupsRequest))]
[JsonSerializable(typeof(ListScheduleGroupsResponse))]
[JsonSerializable(typeof(TagResourceRequest))]
[JsonSerializable(typeof(UntagResourceRequest))]
[JsonSerializable(typeof(ResourceRequest))]
[JsonSerializable(typeof(ListTagsForResourceResponse))]
internal sealed partial class SchedulerJson : JsonSerializerContext;
