using System.Text.Json.Serialization;
using LocalCloud.Aws.Rds.Databases;
using LocalCloud.Aws.Rds.Proxies;

namespace LocalCloud.Aws.Rds;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(DatabaseServer))]
[JsonSerializable(typeof(DatabaseSnapshot))]
[JsonSerializable(typeof(DatabaseProxy))]
[JsonSerializable(typeof(ParameterGroup))]
[JsonSerializable(typeof(SubnetGroup))]
internal sealed partial class RdsRows : JsonSerializerContext;
