using System.Text.Json.Serialization;

namespace LocalCloud.Aws.CloudFormation.Stacks;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(Stack))]
[JsonSerializable(typeof(StackResource))]
[JsonSerializable(typeof(StackEvent))]
[JsonSerializable(typeof(ChangeSet))]
internal sealed partial class StackJson : JsonSerializerContext;
