using System.Text.Json.Serialization;
using LocalCloud.Aws.ElastiCache.Caches;

namespace LocalCloud.Aws.ElastiCache;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(CacheServer))]
[JsonSerializable(typeof(CacheSubnetGroup))]
internal sealed partial class CacheRows : JsonSerializerContext;
