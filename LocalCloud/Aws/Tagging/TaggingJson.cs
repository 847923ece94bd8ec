using System.Text.Json.Serialization;
using LocalCloud.Aws.Tagging.Operations;

namespace LocalCloud.Aws.Tagging;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(GetResourcesRequest))]
[JsonSerializable(typeof(GetResourcesResponse))]
[JsonSerializable(typeof(GetTagKeysRequest))]
[JsonSerializable(typeof(GetTagKeysResponse))]
[JsonSerializable(typeof(GetTagValuesRequest))]
[JsonSerializable(typeof(GetTagValuesResponse))]
[JsonSerializable(typeof(TagResourcesRequest))]
[JsonSerializable(typeof(UntagResourcesRequest))]
[JsonSerializable(typeof(FailedResources))]
internal sealed partial class TaggingJson : JsonSerializerContext;
